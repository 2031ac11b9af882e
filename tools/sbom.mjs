// `npm run sbom`: the bill of materials (CycloneDX JSON) into dist/; `npm run build` writes it too.
import { root } from './lib/prepared.mjs';
import { writeBill } from './lib/sbom.mjs';
import { done } from './lib/steps.mjs';

const { components } = await writeBill(root);
done(`dist/sbom.cdx.json: ${components.length} packages that are shipped`);
