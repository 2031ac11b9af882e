import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { CROWDED } from '../support/crowded.js';
import { signInWithKey } from './sign-in.js';
import { hasCommand, openedInCalc } from './spreadsheet.js';
import type { World } from './view.js';

const CAMERA = 'cam-nguoi-moi';
const STATION = { id: 'tram-nguoi-moi', name: 'Đại lộ Bình Dương – ngã tư Chợ Đình' };
const THU_DAU_MOT = 'Thành phố Thủ Dầu Một';
/** From the message being durable to its reason being on the page. */
const REJECTED_WITHIN_MS = 1000;

/** Declares what somebody does who has never been here: a device of their own, a mistake, a file. */
export function asANewUser(world: World): void {
  it('registers a camera, publishes with the line shown, finds the reading on the map and in the ledger, and a broken one with its reason', async () => {
    const page = await world.open('/');
    await signInWithKey(page, world.platform.rest.key);
    await page.getByRole('navigation').getByRole('link', { name: 'Thiết bị' }).click();
    const line = await registerCamera(page);

    await run(line);

    await page.getByText('✓ Số đo đầu tiên đã đến và được lưu').waitFor();
    await page.getByText('nhận 1 · lưu 1 · từ chối 0').waitFor();
    await page.getByRole('link', { name: 'xem trên bản đồ' }).click();
    await page.locator('.dot-named, .gl-station.chosen').filter({ hasText: STATION.name }).first().waitFor();
    await seesInLedger(page);
    await findsBroken(world, line);
  });

  it('takes a month of Thủ Dầu Một along as CSV, which a spreadsheet opens with its Vietnamese intact', async () => {
    const page = await world.open('/truy-van?area=718');
    await page.getByRole('button', { name: 'tháng này' }).click();
    await page.locator('.line-chart-plot canvas').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV', exact: true }).click();
    const bytes = readFileSync(await (await download).path());

    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8');
    expect(text).toBe(text.normalize('NFC'));
    const [head = [], first = []] = openedInCalc(bytes);
    const cell = (name: string): string | undefined => first[head.indexOf(name)];
    expect([cell('areaName'), cell('measureName')]).toEqual([THU_DAU_MOT, expect.stringMatching(/^Tốc độ/)]);
    expect(cell('value')).toMatch(/^\d+([.,]\d+)?$/);
  });
}

/** Fills in the form and resolves to the line that the page shows for sending a first reading. */
async function registerCamera(page: Page): Promise<string> {
  await page.getByRole('button', { name: '+ Đăng ký thiết bị' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mã thiết bị').fill(CAMERA);
  await dialog.getByLabel('Mã trạm').fill(STATION.id);
  await dialog.getByLabel('Tên trạm').fill(STATION.name);
  await dialog.getByLabel('Vĩ độ').fill('10.9805');
  await dialog.getByLabel('Kinh độ').fill('106.6745');
  await dialog.getByRole('button', { name: 'Đăng ký', exact: true }).click();
  const shown = hasCommand('mosquitto_pub') ? 'MQTT' : 'HTTP';
  const line = await dialog.locator('figure', { hasText: shown }).locator('pre').textContent();
  await dialog.getByText('Đang chờ số đo đầu tiên').waitFor();
  return line ?? '';
}

/** The camera's drawer, by search: one reading received, one stored, and the message as it was sent. */
async function seesInLedger(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Thiết bị' }).click();
  await page.getByRole('searchbox').fill('cho dinh');
  await page.getByRole('button', { name: CAMERA }).click();
  const drawer = page.getByRole('dialog', { name: CAMERA });
  const counts = drawer.getByRole('region', { name: 'Sổ cái hôm nay' }).locator('tbody td');
  await counts.first().waitFor();
  expect(await counts.allTextContents()).toEqual(['1', '1', '0', '0', '0', '0']);
  await drawer.locator('.payload').filter({ hasText: '"ts":' }).waitFor();
}

/** Somebody else looks on while broken messages are published; the quickest of a few says what the page can do. */
async function findsBroken(world: World, line: string): Promise<void> {
  const page = await world.open(`/tu-choi?device=${CAMERA}`);
  await page.getByText('Chưa giữ thư từ chối nào').or(page.getByText('Không có thư nào khớp')).waitFor();
  const rows = page.getByRole('region', { name: 'Từng thư, mới nhất trước' }).locator('tbody tr');
  const broken = line.replace(/'\{"ts".*'/, "'không phải JSON'");
  const took: number[] = [];
  do {
    await run(broken);
    const since = performance.now();
    await rows.nth(took.length).waitFor();
    took.push(performance.now() - since);
  } while (Math.min(...took) >= REJECTED_WITHIN_MS && took.length < 8);
  console.log('rejected and shown after ms', JSON.stringify(took.map(Math.round)));

  expect(await rows.first().textContent()).toMatch(/cam-nguoi-moi.*không phải JSON/);
  expect(Math.min(...took)).toBeLessThan(CROWDED * REJECTED_WITHIN_MS);
}

/** Runs a line as somebody pastes it into a shell. */
function run(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const shell = spawn('sh', ['-c', line], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    shell.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    shell.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${line}: ${said}`))));
  });
}
