// Under which licences packages may be shipped.

/** Licences that let the platform be given on under Apache-2.0, as SPDX names them. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
]);

/** Others, package by package: the licence, and why it may be shipped. */
export const EXCEPTIONS = {
  '@fontsource/be-vietnam-pro': {
    licence: 'OFL-1.1',
    why: 'the page’s typeface: may be bundled, must keep its name and notice',
  },
  argparse: { licence: 'Python-2.0', why: 'asks for its notice only; comes with oidc-provider' },
};

/** What is wrong with a package's licence; null: nothing. `exceptions` by the package's name. */
export function licenceMistake({ name, version, license, licenses }, exceptions = EXCEPTIONS) {
  const said = license ?? licenses;
  const text = textOf(said);
  if (text === null) return `${name}@${version} says nothing of its licence`;
  if (exceptions[name]?.licence === text || isAllowed(text)) return null;
  return `${name}@${version} is under ${text}: not on the list of tools/lib/licences.mjs`;
}

/** Packages of old say it in other ways: `{ type }`, or a list of which one may choose. */
function textOf(said) {
  if (typeof said === 'string' && said.trim() !== '') return said.trim();
  if (Array.isArray(said) && said.length > 0) return said.map((one) => textOf(one) ?? '?').join(' OR ');
  return typeof said?.type === 'string' ? said.type : null;
}

/** An SPDX expression: of `OR` one part is enough, of `AND` all are needed; parentheses bind first. */
function isAllowed(text) {
  const inner = /\(([^()]*)\)/.exec(text);
  if (inner !== null) return isAllowed(text.replace(inner[0], isAllowed(inner[1]) ? 'MIT' : 'refused'));
  return text.split(/\s+OR\s+/).some((way) => way.split(/\s+AND\s+/).every((one) => ALLOWED.has(one.trim())));
}
