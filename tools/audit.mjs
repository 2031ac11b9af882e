// `npm run audit`: known weaknesses of what is shipped, as the registry knows them; it says so where none answers.
import { jsonIn } from './lib/json-in.mjs';
import { root } from './lib/prepared.mjs';
import { nameOf, readShipped } from './lib/shipped.mjs';
import { done, fail, run } from './lib/steps.mjs';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const { output } = await run(npm, ['audit', '--json'], { cwd: root });
const answer = jsonIn(output);
if (answer?.vulnerabilities === undefined) {
  const why = answer?.message || answer?.error?.summary || output.trim().split('\n').at(-1);
  process.stdout.write(
    `not asked: the registry does not answer the audit (${why}). Nothing is known of weaknesses.\n`,
  );
  process.exit(0);
}
const shipped = new Set(readShipped(root).folders.map(nameOf));
const found = Object.values(answer.vulnerabilities).filter(({ name }) => shipped.has(name));
for (const { name, severity, range } of found) process.stdout.write(`- ${name} ${range}: ${severity}\n`);
const grave = found.filter(({ severity }) => severity === 'high' || severity === 'critical');
if (grave.length > 0) fail(`${grave.length} packages that are shipped have grave weaknesses`);
done(`audit: ${found.length} known weaknesses in what is shipped, none of them grave`);
