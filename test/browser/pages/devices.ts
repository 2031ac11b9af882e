import { expect, it } from '@jest/globals';
import { trustsDevices } from '../device-trust.js';
import { signInWithKey } from '../sign-in.js';
import type { View } from '../view.js';

/** "Thiết bị": freshness, ledger, registration. */
export const view: View = {
  name: 'devices',
  path: '/thiet-bi',
  meaningful: 'section[aria-labelledby=devices-title] tbody tr',
  behaviour: (world) => {
    it('opens a device from the keyboard with its readings, ledger and last message, and gives the focus back', async () => {
      const page = await world.open('/thiet-bi?family=air');
      const name = page.locator('tbody th button').first();
      await name.focus();
      await page.keyboard.press('Enter');
      const drawer = page.getByRole('dialog');
      await drawer.locator('.payload').filter({ hasText: '"ts"' }).waitFor();
      await drawer.getByRole('region', { name: 'Sổ cái hôm nay' }).locator('tbody td').first().waitFor();
      await drawer.getByText('mosquitto_pub').first().waitFor();

      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'hidden' });
      expect(await name.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    });

    it('records a time of maintenance for who may, and withdraws it', async () => {
      const page = await world.open('/thiet-bi?family=noise');
      const part = page.getByRole('region', { name: 'Bảo trì và hỏng' });
      const add = part.getByRole('button', { name: '+ Ghi khoảng bảo trì hoặc hỏng' });
      await page.locator('tbody th button').first().click();
      await part.getByText('Chưa có khoảng nào được loại trừ').waitFor();
      expect(await add.count()).toBe(0);
      await page.keyboard.press('Escape');

      await signInWithKey(page, world.platform.rest.key);
      await page.locator('tbody th button').first().click();
      await add.click();
      await part.getByLabel('Lý do').fill('Thay pin cảm biến');
      await part.getByLabel('Người thực hiện').fill('Nguyễn Văn An');
      await part.getByRole('button', { name: 'Ghi', exact: true }).click();
      await part.getByRole('cell', { name: 'Thay pin cảm biến' }).waitFor();
      await part.getByRole('button', { name: 'rút lại' }).click();
      await part.getByText(/đã rút/).waitFor();
    });

    trustsDevices(world);
  },
};
