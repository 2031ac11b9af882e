import Base from '@jest/test-sequencer';

/** What takes minutes: at the end of a run one core would wait for the other. A machine that ran them before knows itself. */
const MINUTES = [
  'faults',
  'browser',
  'acknowledged-is-stored',
  'trace-a-number',
  'compose',
  'simulated-truth',
  'durability',
];
const KINDS = ['e2e', 'integration', 'unit'];

/** Jest's order of files: whole systems first and the small ones last, so that all cores have work until the end. */
export default class LongestFirst extends (Base.default ?? Base) {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}

function rank({ path, context }) {
  const long = MINUTES.findIndex((name) => path.endsWith(`/test/${name}.e2e-spec.ts`));
  return long >= 0 ? long : MINUTES.length + KINDS.indexOf(context.config.displayName.name);
}
