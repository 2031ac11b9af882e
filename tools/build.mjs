// `npm run build`: services, page and registry template into dist/.
import { build, ensurePackages } from './lib/prepared.mjs';

await ensurePackages();
await build();
