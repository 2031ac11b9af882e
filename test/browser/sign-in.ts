import type { Page } from 'playwright-core';

/** Signs in with the administrator's key as a person does, in Vietnamese. */
export async function signInWithKey(page: Page, key: string): Promise<void> {
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Đăng nhập' });
  await dialog.getByLabel('Khóa quản trị').fill(key);
  await dialog.getByRole('button', { name: 'Dùng khóa' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Signs in through the bundled issuer, and is back at the page that was shown. */
export async function signInAs(page: Page, email: string, secret: string): Promise<void> {
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).first().click();
  await page.getByRole('link', { name: 'Đăng nhập bằng tài khoản' }).click();
  await page.getByLabel(/Thư điện tử/).fill(email);
  await page.getByLabel(/Mã bí mật/).fill(secret);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('button', { name: /^Tài khoản/ }).waitFor();
}
