import { expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import { request } from '../../support/http.js';
import { signInWithKey } from '../sign-in.js';
import type { View } from '../view.js';

const SENSOR = 'khong-khi-hang-la';
const MESSAGES = 3;
const MAPPING = { time: { path: 't', format: 'epoch-s' }, measures: { pm25: 'dust' } };

/** "Thư từ chối": what was not taken, why, and how to put it right. */
export const view: View = {
  name: 'rejected',
  path: '/tu-choi',
  meaningful: 'section[aria-labelledby=rejected-title] :is(.empty-state, table)',
  behaviour: (world) => {
    it('puts a vendor’s format right: a mapping is written, tried on what was rejected, saved, and all is replayed', async () => {
      const { rest, base } = world.platform;
      const credential = await rest.camera(SENSOR, { kind: 'air', profile: 'air', lat: 10.99, lon: 106.66 });
      for (let i = 0; i < MESSAGES; i++) {
        const body = JSON.stringify({ t: Math.floor(Date.now() / 1000) - 300 * i - 60, dust: 20 + i });
        const authorization = `Basic ${Buffer.from(`${SENSOR}:${credential}`).toString('base64')}`;
        const headers = { 'content-type': 'application/json', authorization };
        await request(`${base}/ingest/v1/telemetry`, { method: 'POST', headers, body });
      }
      const page = await world.open(`/tu-choi?device=${SENSOR}`);
      await page.getByText('thiếu thời gian').first().waitFor();
      await signInWithKey(page, rest.key);

      await page.getByRole('button', { name: 'Sửa ánh xạ' }).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByRole('button', { name: 'Thử định dạng hiện nay' }).click();
      await drawer.getByText(`${MESSAGES} vẫn bị từ chối`).waitFor();
      await drawer.getByLabel('Ánh xạ (JSON)').fill(JSON.stringify(MAPPING));
      await drawer.getByRole('button', { name: 'Thử trên 20 thư' }).click();
      await drawer.getByText(`${MESSAGES} được lưu`).waitFor();
      await drawer.getByRole('button', { name: 'Lưu và dùng cho thiết bị này' }).click();
      await drawer.getByText(`Định dạng hiện nay: ${SENSOR}`).waitFor();
      await drawer.getByRole('button', { name: `Phát lại mọi thư bị từ chối của ${SENSOR}` }).click();

      await drawer.getByText(`✓ Đã đưa ${MESSAGES} thư vào lại nhật ký.`).waitFor();
      await eventually('what became of them', async () =>
        /lưu 3,.*lại bị từ chối 0/.test((await drawer.getByRole('status').last().textContent()) ?? ''),
      );
      await page.keyboard.press('Escape');
      await eventually('the marks', async () => (await page.getByText('✓').count()) >= MESSAGES);
    });

    it('shows a message from the keyboard, byte by byte if one likes', async () => {
      const page = await world.open('/tu-choi');
      const message = page
        .getByRole('region', { name: 'Từng thư, mới nhất trước' })
        .locator('tbody th button');
      await message.first().focus();
      await page.keyboard.press('Enter');
      const drawer = page.getByRole('dialog');
      await drawer.getByRole('button', { name: 'Từng byte' }).focus();
      await page.keyboard.press('Enter');
      expect(await drawer.locator('.payload').textContent()).toMatch(/^0000 /);
    });
  },
};
