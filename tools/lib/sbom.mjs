// npm writes the bill of materials; only what is shipped stays in it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { billOf } from './bill-of-materials.mjs';
import { jsonIn } from './json-in.mjs';
import { readShipped } from './shipped.mjs';
import { run } from './steps.mjs';

/** The bill, from the lockfile; needs no network. @throws where npm fails */
export async function readBill(root) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  const { code, output } = await run(npm, args, { cwd: root });
  const everything = code === 0 ? jsonIn(output) : null;
  if (everything === null) throw new Error(`npm ${args.join(' ')} ended with ${code}:\n${output}`);
  return billOf(everything, readShipped(root));
}

/** Writes the bill as `dist/sbom.cdx.json`, and returns it. */
export async function writeBill(root) {
  const bill = await readBill(root);
  const file = join(root, 'dist', 'sbom.cdx.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
  return bill;
}
