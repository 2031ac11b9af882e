import { expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import type { View } from '../view.js';

/** "Chỉ số": one KPI with everything that it rests on. */
export const view: View = {
  name: 'kpi',
  path: '/chi-so?kpi=ENV-01',
  meaningful: '.kpi-value strong',
  settled: async (page) => {
    await page.locator('.line-chart canvas').waitFor();
    await page.locator('.kpi-why .data-table').first().waitFor();
  },
  behaviour: (world) => {
    it('leads from the value to the readings of a station, and gives the CSV for recomputing', async () => {
      const page = await world.open('/chi-so?kpi=ENV-01');
      const why = page.locator('.kpi-why');
      await why.locator('tr.pressable').first().click();
      await why.locator('.why-measures button').first().click();
      await eventually('readings', async () => (await why.locator('.why-devices td').count()) > 0);

      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Tải CSV để tính lại' }).click();
      expect((await download).suggestedFilename()).toMatch(/^ENV-01-74-hour-.*\.csv$/);
    });

    it('shows another period by the arrow keys and Enter, and the link keeps it', async () => {
      const page = await world.open('/chi-so?kpi=ENV-01');
      const chart = page.locator('.line-chart-plot');
      await chart.focus();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Enter');
      await page.waitForURL(/[?&]at=/);
      const shown = await page.locator('.kpi-value').textContent();

      const other = await world.open(page.url().slice(new URL(page.url()).origin.length));
      await eventually(
        'the same value',
        async () => (await other.locator('.kpi-value').textContent()) === shown,
      );
    });

    it('finds a KPI without diacritics in the list and in the search of every page', async () => {
      const page = await world.open('/chi-so?view=all');
      await page.getByRole('searchbox').fill('thiet bi truc tuyen');
      await page.getByRole('link', { name: 'Thiết bị trực tuyến' }).waitFor();

      await page.getByRole('searchbox').blur();
      await page.keyboard.press('/');
      await page.getByRole('combobox', { name: 'Tìm' }).fill('toc do trung binh');
      await page.getByRole('option', { name: /MOB-04/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/kpi=MOB-04/);
      await page.getByRole('heading', { level: 1, name: /Tốc độ trung bình/ }).waitFor();
    });
  },
};
