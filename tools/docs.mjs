// `npm run docs`: writes what docs/reference says of the code itself: configuration.md from the schema of the environment
// variables (as built into dist) and metrics.md from the definitions of the metrics; and the types of the API client from
// the OpenAPI document. `--check` writes nothing and fails when a file in the repository is another one.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { clientTypes } from './lib/client-types.mjs';
import { metricDefinitions } from './lib/metric-definitions.mjs';
import { metricsPage } from './lib/metrics-page.mjs';
import { root } from './lib/prepared.mjs';
import { done, fail } from './lib/steps.mjs';

const check = process.argv.includes('--check');
const { environmentSchema } = await built('libs/config/src/index.js');
const { buildOpenApi } = await built('apps/city-api/src/http/openapi.js');
const { CONTROLLERS } = await built('apps/city-api/src/controllers.js');

await write('docs/reference/configuration.md', configuration(environmentSchema.shape));
await write('docs/reference/metrics.md', metricsPage(metricDefinitions(root)));
await write('libs/api-client/src/openapi.generated.ts', await clientTypes(buildOpenApi(CONTROLLERS, '')));

function built(path) {
  const file = join(root, 'dist', path);
  if (!existsSync(file)) fail('dist/ is missing: run `npm run build` first');
  return import(pathToFileURL(file).href);
}

async function write(shown, source) {
  const file = join(root, shown);
  const text = await format(source, { ...(await resolveConfig(file)), filepath: file });
  if (!check) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    done(`wrote ${shown}`);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    fail(`${shown} is not what the code says: run \`npm run build\` and \`npm run docs\`, and commit it`);
  } else {
    done(`${shown} is up to date`);
  }
}

function configuration(shape) {
  const rows = Object.entries(shape).map(([name, field]) => {
    const { allowed, byDefault } = typeOf(field);
    return `| \`${name}\` | ${allowed} | ${byDefault} | ${cell(field.description ?? '')} |`;
  });
  return `# Configuration

<!-- Made by \`npm run docs\` from libs/config/src/environment.schema.ts; do not edit by hand. -->

All configuration is environment variables. They are read once, at the start; a wrong value, or a variable beginning
with \`NHIPPHO_\` that is not listed here, ends the start with a line that names the variable, the value and what is
allowed. An empty value counts as not given.

| Variable | Allowed | Default | Meaning |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

/** What a field takes and what it is when it isn't given, read off the schema itself. */
function typeOf(field) {
  const missing = field.safeParse(undefined);
  const byDefault =
    missing.success && missing.data !== undefined && missing.data !== ''
      ? `\`${String(missing.data)}\``
      : '–';
  let inner = field;
  while (inner.def.innerType !== undefined) inner = inner.def.innerType;
  return { allowed: cell(allowedBy(inner)), byDefault };
}

function allowedBy(schema) {
  const { type } = schema.def;
  if (type === 'enum') return schema.options.map((option) => `\`${option}\``).join(', ');
  if (type === 'number') {
    const from = schema.minValue ?? -Infinity;
    const to = schema.maxValue ?? Infinity;
    const kind = schema.isInt ? 'integer' : 'number';
    // zod's own ends of the safe integers say nothing to a reader.
    if (Number.isFinite(from) && Number.isFinite(to) && to < Number.MAX_SAFE_INTEGER) {
      return `${kind}, ${from} to ${to}`;
    }
    return from === 0 ? `${kind} above 0` : kind;
  }
  if (type === 'pipe') return sourceOf(schema.def.in);
  if (schema.format === 'url') return 'URL';
  const { minLength } = schema;
  return minLength > 1 ? `text, at least ${minLength} characters` : 'text';
}

/** A text that is parsed further says in its pattern's message what it has to look like. */
function sourceOf(schema) {
  const pattern = (schema.def.checks ?? []).find((one) => one._zod?.def?.pattern !== undefined);
  const words = pattern?._zod.def.error?.({});
  return typeof words === 'string' ? words : 'texts, comma-separated';
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
