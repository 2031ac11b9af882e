import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { signInWithKey } from '../sign-in.js';
import type { View } from '../view.js';

const EVIDENCE = 'Đã lắp 12 camera trên Đại lộ Bình Dương';

/** "Báo cáo": the yearly report, tasks and signed periods. */
export const view: View = {
  name: 'reports',
  path: '/bao-cao',
  meaningful: '.reports-part .button.primary',
  behaviour: (world) => {
    it('makes the yearly report of a town as a document', async () => {
      const page = await world.open('/bao-cao?area=718');
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'DOCX', exact: true }).focus();
      await page.keyboard.press('Enter');
      const file = await download;

      expect(file.suggestedFilename()).toMatch(/^bao-cao-nam-\d{4}-718\.docx$/);
      expect(
        readFileSync(await file.path())
          .subarray(0, 2)
          .toString('latin1'),
      ).toBe('PK');
    });

    it('takes what a unit did on a task as a draft, which is then signed', async () => {
      const page = await world.open('/bao-cao?tab=tasks');
      await signInWithKey(page, world.platform.rest.key);
      await page.locator('tbody th button').first().focus();
      await page.keyboard.press('Enter');
      const drawer = page.getByRole('dialog');
      await drawer.getByRole('button', { name: '+ Lập báo cáo' }).click();
      await drawer.getByLabel('Kết quả').fill(EVIDENCE);
      await drawer.getByLabel('Người thực hiện').last().fill('Nguyễn Văn An');
      await drawer.getByRole('button', { name: 'Lưu bản thảo' }).click();
      await drawer.getByText(EVIDENCE).waitFor();
      await drawer.getByRole('button', { name: 'Ký', exact: true }).click();
      await drawer.getByText('đã ký, chờ người khác kiểm').waitFor();
    });
  },
};
