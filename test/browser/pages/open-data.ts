import { expect, it } from '@jest/globals';
import { accessibilityProblems } from '../accessibility.js';
import { sidewaysScroll } from '../screenshots.js';
import type { View } from '../view.js';

/** "Dữ liệu mở": what the public gets, without a script. */
export const view: View = {
  name: 'open-data',
  path: '/open-data',
  meaningful: '.open section li a',
  behaviour: (world) => {
    it('leads from the report page to a dataset, its file and its dictionary', async () => {
      const page = await world.open('/bao-cao');
      await page.getByRole('link', { name: 'Dữ liệu mở' }).click();
      await page.getByRole('heading', { level: 1, name: 'Dữ liệu mở' }).waitFor();
      await page.getByRole('link', { name: 'Dân số trung bình', exact: true }).click();
      await page.getByRole('heading', { name: 'Từ điển dữ liệu' }).waitFor();
      const link = page.getByRole('link', { name: /2019 CSV$/ }).first();
      const reply = await fetch(new URL((await link.getAttribute('href')) ?? '', world.platform.base));

      expect(reply.status).toBe(200);
      expect(await reply.text()).toContain('Tỉnh Bình Dương');
    });

    it.each(['/open-data/MOB-04', '/open-data/embed/MOB-04?period=hour'])(
      'fits a phone with %s, and a screen reader has all of it',
      async (path) => {
        const page = await world.open(path, { screen: 'phone' });

        expect(await accessibilityProblems(page)).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
      },
    );
  },
};
