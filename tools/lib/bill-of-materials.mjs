// The bill of materials (CycloneDX) of what is shipped, out of npm's of everything that is installed.
import { nameOf } from './shipped.mjs';

/** Keeps the components of these folders of the lockfile, and what they depend on among themselves. */
export function billOf(everything, { lock, folders }) {
  const optional = new Map(
    folders.map((path) => [
      `${nameOf(path)}@${lock.packages[path].version}`,
      lock.packages[path].optional === true,
    ]),
  );
  const components = everything.components.flatMap((one) => {
    const isOptional = optional.get(`${one.name}@${one.version}`);
    return isOptional === undefined ? [] : [asShipped(one, isOptional)];
  });
  const refs = new Set([
    ...components.map((one) => one['bom-ref']),
    everything.metadata.component['bom-ref'],
  ]);
  const own = lock.packages[''];
  return {
    ...everything,
    metadata: {
      ...everything.metadata,
      component: { ...everything.metadata.component, type: 'application', name: own.name },
    },
    components,
    dependencies: everything.dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) })),
  };
}

/** npm calls a package of development, or optional, what only the page's bundle holds. */
function asShipped(component, isOptional) {
  const properties = (component.properties ?? []).filter(
    ({ name }) => name !== 'cdx:npm:package:development',
  );
  return { ...component, scope: isOptional ? 'optional' : 'required', properties };
}
