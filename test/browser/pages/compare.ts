import { expect, it } from '@jest/globals';
import type { View } from '../view.js';

/** "Đối chiếu": KPIs and socio-economic series in parallel. */
export const view: View = {
  name: 'compare',
  path: '/doi-chieu',
  meaningful: '.line-chart canvas',
  settled: async (page) => {
    await page.locator('.multiples svg').first().waitFor();
  },
  behaviour: (world) => {
    it('adds a series by its name without diacritics, and the link carries it', async () => {
      const page = await world.open('/doi-chieu');
      await page.getByRole('button', { name: '+ Thêm chỉ số hoặc chỉ tiêu' }).click();
      await page.getByRole('searchbox').fill('dan so trung binh');
      await page.getByRole('button', { name: /se\.pop/ }).click();
      await page.waitForURL(/se\.pop/);

      await page
        .getByRole('columnheader', { name: /Dân số trung bình/ })
        .first()
        .waitFor();
    });

    it('says that too few pairs make no correlation', async () => {
      const page = await world.open('/doi-chieu?mode=scatter');

      expect(await page.locator('.compare-refused').textContent()).toMatch(/cần ít nhất 8/);
    });

    it('puts the areas side by side, and the targets of 2025 and 2030', async () => {
      const page = await world.open('/doi-chieu?mode=areas&kpis=ENV-01&series=&by=hour');
      await page.locator('.compare-side figure').nth(8).waitFor();
      await page.getByRole('button', { name: 'Mục tiêu 2025, 2030' }).click();
      await page.getByRole('cell', { name: 'chưa có số' }).first().waitFor();
      expect(await page.locator('tbody tr').count()).toBeGreaterThan(3);
    });
  },
};
