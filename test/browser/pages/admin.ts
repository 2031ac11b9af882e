import { expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import type { Locator, Page } from 'playwright-core';
import { signInAs, signInWithKey } from '../sign-in.js';
import type { View } from '../view.js';

const HOA = { name: 'Lê Thị Hoa', email: 'hoa@binhduong.example' };

/** "Quản trị": definitions, imports, areas, recalculations, people, keys, webhooks, audit trail. */
export const view: View = {
  name: 'admin',
  path: '/quan-tri',
  meaningful: 'section[aria-labelledby=admin-title] tbody tr',
  behaviour: (world) => {
    it('lets somebody in with a role for one town; their page offers what the role may do, until they are blocked', async () => {
      const page = await world.open('/quan-tri');
      await signInWithKey(page, world.platform.rest.key);
      await page.getByRole('button', { name: 'Người dùng' }).click();
      const secret = await addHoa(page);

      const hers = await world.open('/quan-tri');
      await signInAs(hers, HOA.email, secret);
      await hers.getByRole('button', { name: `Tài khoản: ${HOA.name}` }).click();
      const account = hers.getByRole('dialog', { name: 'Tài khoản' });
      await account.getByText('Vai trò: trực ban (Thành phố Dĩ An)').waitFor();
      await hers.keyboard.press('Escape');
      expect(await hers.getByRole('button', { name: 'Nhật ký kiểm toán' }).count()).toBe(0);
      expect(await hers.getByRole('button', { name: '+ Thêm chỉ số' }).count()).toBe(0);
      await hers.getByRole('button', { name: `Tài khoản: ${HOA.name}` }).click();
      await account.getByRole('button', { name: 'Đăng xuất mọi nơi' }).click();
      await hers.getByRole('button', { name: 'Đăng nhập', exact: true }).first().waitFor();

      await page.getByRole('button', { name: HOA.name }).click();
      await pressTwice(page.getByRole('dialog').getByRole('button', { name: 'Khóa', exact: true }));
      await page.getByRole('cell', { name: 'bị khóa' }).waitFor();
    });

    it('makes a key for another system, which works until it is revoked', async () => {
      const page = await world.open('/quan-tri?tab=keys');
      await signInWithKey(page, world.platform.rest.key);
      await page.getByRole('button', { name: '+ Cấp khóa' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Dùng để').fill('Cổng dữ liệu mở');
      await dialog.getByRole('button', { name: 'Cấp', exact: true }).click();
      const key = await dialog.locator('.shown-once pre').textContent();
      const asked = async (): Promise<number> =>
        (
          await fetch(`${world.platform.base}/api/v1/session`, {
            headers: { authorization: `Bearer ${key ?? ''}` },
          })
        ).status;
      await eventually('the key to work', async () => (await asked()) === 200);
      await dialog.getByRole('button', { name: 'Đóng' }).last().click();
      const row = page.getByRole('row', { name: /Cổng dữ liệu mở/ });
      await pressTwice(row.getByRole('button', { name: 'thu hồi' }));
      await page.getByRole('cell', { name: 'đã thu hồi' }).waitFor();
      await eventually('the key to work no more', async () => (await asked()) === 401);
    });

    it('shows who did what, and that the trail is whole', async () => {
      const page = await world.open('/quan-tri?tab=audit');
      await signInWithKey(page, world.platform.rest.key);
      await page.getByRole('button', { name: 'Kiểm chuỗi băm' }).click();
      await page.getByText(/✓ Chuỗi nguyên vẹn/).waitFor();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Tải nhật ký (NDJSON)' }).click();
      expect((await download).suggestedFilename()).toBe('audit.ndjson');
    });

    it('adds a receiver of events, tries it, and removes it', async () => {
      const page = await world.open('/quan-tri?tab=webhooks');
      await signInWithKey(page, world.platform.rest.key);
      await page.getByRole('button', { name: '+ Thêm nơi nhận' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Tên').fill('Trung tâm điều hành');
      await dialog.getByLabel('Địa chỉ').fill('https://nhan.example.vn/nhippho');
      await dialog.getByRole('button', { name: 'Thêm', exact: true }).click();
      await dialog.locator('.shown-once pre').waitFor();
      await dialog.getByRole('button', { name: 'Đóng' }).last().click();
      await page.getByRole('button', { name: 'Trung tâm điều hành' }).click();
      await dialog.getByRole('button', { name: 'Gửi thử' }).click();
      // That address is nobody's: the page says so.
      await dialog.locator('.admin-part .bad').waitFor();
      await pressTwice(dialog.getByRole('button', { name: 'Xóa' }));
      await page.getByText('Chưa có nơi nhận nào').waitFor();
    });
  },
};

/** Presses what asks before it does what can't be taken back, and answers yes. */
async function pressTwice(button: Locator): Promise<void> {
  await button.click();
  await button.page().getByRole('group').getByRole('button', { name: 'Hủy' }).waitFor();
  await button.click();
}

/** Adds an operator for Dĩ An; resolves to the secret that the page shows once. */
async function addHoa(page: Page): Promise<string> {
  await page.getByRole('button', { name: '+ Thêm người' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Họ và tên').fill(HOA.name);
  await dialog.getByLabel('Thư điện tử').fill(HOA.email);
  await dialog.getByLabel('Vai trò', { exact: true }).selectOption('operator');
  await dialog.getByLabel('Địa bàn').selectOption({ label: 'Thành phố Dĩ An' });
  await dialog.getByLabel(/Cấp mã bí mật/).check();
  await dialog.getByRole('button', { name: 'Thêm', exact: true }).click();
  const secret = await dialog.locator('.shown-once pre').textContent();
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  return secret ?? '';
}
