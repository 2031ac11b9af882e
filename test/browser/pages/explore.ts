import { expect, it } from '@jest/globals';
import { signInWithKey } from '../sign-in.js';
import type { View } from '../view.js';

/** "Truy vấn": any measure at any place and time. */
export const view: View = {
  name: 'explore',
  path: '/truy-van',
  meaningful: '.line-chart-plot canvas',
  behaviour: (world) => {
    it('asks by keyboard, and the call shown gives the same as the page', async () => {
      const page = await world.open('/truy-van');
      const measure = page.getByLabel('Đại lượng');
      await measure.focus();
      await measure.selectOption('air.pm25');
      await page.getByRole('button', { name: '7 ngày' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /PM2[.,]5/ }).waitFor();
      await page.getByText('Bảng số liệu', { exact: true }).first().click();
      const shown = await page.locator('.explore-table tbody tr').count();

      const rest = (await page.locator('figure', { hasText: 'REST' }).locator('pre').textContent()) ?? '';
      const reply = (await (await fetch(rest)).json()) as { items: unknown[] };
      // An hour may have begun meanwhile.
      expect(reply.items.length - shown).toBeLessThanOrEqual(1);
      expect(shown).toBeGreaterThan(0);
    });

    it('keeps a question under a name for others, and forgets it', async () => {
      const page = await world.open('/truy-van?measure=noise.laeq&area=718&bucket=hour');
      await signInWithKey(page, world.platform.rest.key);
      await page.getByText('Câu hỏi đã lưu').click();
      await page.getByLabel('Tên câu hỏi').fill('Tiếng ồn Thủ Dầu Một');
      await page.getByRole('button', { name: 'Lưu câu hỏi này' }).click();
      await page.getByRole('link', { name: 'Tiếng ồn Thủ Dầu Một' }).waitFor();

      const other = await world.open('/truy-van');
      await other.getByText('Câu hỏi đã lưu').click();
      await other.getByRole('link', { name: 'Tiếng ồn Thủ Dầu Một' }).click();
      await other.waitForURL(/area=718.*measure=noise\.laeq/);

      await page.getByRole('button', { name: 'Xóa “Tiếng ồn Thủ Dầu Một”' }).click();
      await page.getByRole('link', { name: 'Tiếng ồn Thủ Dầu Một' }).waitFor({ state: 'detached' });
    });
  },
};
