import { expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import type { View } from '../view.js';

/** "Trực tiếp": what the city does now. */
export const view: View = {
  name: 'live',
  path: '/',
  meaningful: '.tile .value.quality-ok, .tile .value.quality-partial',
  settled: async (page) => {
    await page.locator('.map-card path').first().waitFor();
    await page.locator('main[aria-busy=false]').waitFor();
  },
  behaviour: (world) => {
    it('counts readings as they come, without a click', async () => {
      const page = await world.open('/');
      const received = page.locator('.equation .term b').first();
      const before = await eventually('a count', async () => digits(await received.textContent()));

      await eventually('the count to grow', async () => digits(await received.textContent()) > before);
    });

    it('explains a number from the keyboard, and gives the focus back', async () => {
      const page = await world.open('/');
      // The element itself: by the time the drawer closes another one may be the first.
      const value = await page.locator(view.meaningful).first().elementHandle();
      await value?.focus();
      await page.keyboard.press('Enter');
      const drawer = page.getByRole('dialog', { name: 'Vì sao có con số này?' });
      await drawer.waitFor();
      expect(await drawer.locator('pre').first().textContent()).not.toBe('');

      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'hidden' });
      expect(await value?.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    });

    it('fits a wall: one screen, no controls, larger type', async () => {
      const page = await world.open('/?wall=1&area=725');
      await page.locator(view.meaningful).first().waitFor();

      expect(await page.locator('header select, header button, .segments').count()).toBe(0);
      const beyond = 'document.documentElement.scrollHeight - document.documentElement.clientHeight';
      expect(await page.evaluate<number>(beyond)).toBe(0);
    });

    it('is a link: another visitor sees the area and the language that were chosen', async () => {
      const page = await world.open('/');
      await page.getByRole('combobox').first().selectOption('718');
      await page.getByRole('button', { name: 'EN', exact: true }).click();
      await page.waitForURL(/area=718.*lang=en/);

      const other = await world.open(new URL(page.url()).pathname + new URL(page.url()).search, {
        lang: 'en',
      });
      await other.locator('html[lang=en]').waitFor();
      expect(await other.getByRole('combobox').first().inputValue()).toBe('718');
    });
  },
};

function digits(text: string | null): number {
  return Number((text ?? '').replaceAll(/\D/g, ''));
}
