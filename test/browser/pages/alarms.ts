import { expect, it } from '@jest/globals';
import { signInWithKey } from '../sign-in.js';
import type { View } from '../view.js';

/** "Cảnh báo": what is wrong, and who looks after it. */
export const view: View = {
  name: 'alarms',
  path: '/canh-bao',
  meaningful: 'section[aria-labelledby=alarms-title] :is(.empty-state, table)',
  behaviour: (world) => {
    it('lets anybody read a rule by keyboard', async () => {
      const page = await world.open('/canh-bao');
      await page.getByRole('button', { name: 'Quy tắc', exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.locator('tbody th button').first().focus();
      await page.keyboard.press('Enter');
      const text = page.getByRole('dialog').getByLabel('Nội dung quy tắc (JSON)');

      expect(await text.getAttribute('readonly')).not.toBeNull();
      expect(JSON.parse(await text.inputValue())).toMatchObject({ names: {}, ground: expect.any(String) });
    });

    it('takes a rule from who may, with every mistake by its place, and gives it up again', async () => {
      const page = await world.open('/canh-bao?tab=rules');
      await signInWithKey(page, world.platform.rest.key);
      await page.getByRole('button', { name: '+ Thêm quy tắc' }).click();
      const drawer = page.getByRole('dialog');
      const text = drawer.getByLabel('Nội dung quy tắc (JSON)');
      const rule = JSON.parse(await text.inputValue()) as Record<string, unknown>;
      await drawer.getByLabel('Người thực hiện').fill('Nguyễn Văn An');
      world.forgive(page, 400, /alarm-rules$/);
      await text.fill(JSON.stringify({ ...rule, id: 'quy-tac-thu', limit: 'mười' }));
      await drawer.getByRole('button', { name: 'Lưu phiên bản mới' }).click();
      await drawer.locator('.problems code', { hasText: 'limit' }).first().waitFor();

      await text.fill(
        JSON.stringify({ ...rule, id: 'quy-tac-thu', names: { vi: 'Quy tắc thử', en: 'Trial rule' } }),
      );
      await drawer.getByRole('button', { name: 'Lưu phiên bản mới' }).click();
      await page.getByRole('button', { name: 'Quy tắc thử' }).click();
      await drawer.getByRole('button', { name: 'Bỏ', exact: true }).click();
      await page.getByRole('button', { name: 'Quy tắc thử' }).waitFor({ state: 'detached' });
    });
  },
};
