// The types of the API client: made from the OpenAPI document of the built city-api.
import openapiTypes, { astToString } from 'openapi-typescript';

const HEAD = `// Made by \`npm run docs\` from the OpenAPI document of apps/city-api; do not edit by hand.

`;

/** Source text of the types of an OpenAPI document, in an order of its own, so that what is added moves nothing else. */
export async function clientTypes(document) {
  const sorted = (part) => Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  const { schemas, ...rest } = document.components;
  const ordered = {
    ...document,
    paths: sorted(document.paths),
    components: { ...rest, schemas: sorted(schemas) },
  };
  // What has a default may be left out of a request.
  const nodes = await openapiTypes(ordered, { defaultNonNullable: false });
  return HEAD + astToString(nodes);
}
