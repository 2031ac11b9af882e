import type { Schemas } from '@app/api-client';
import { getList } from '../api/client.js';
import { type Resource, useResource } from '../api/use-resource.js';

export type Profile = Schemas['Profile'];
export type Measure = Schemas['Measure'];

/** Types of devices. */
export function useProfiles(): Resource<readonly Profile[]> {
  return useResource('profiles', (signal) => getList<Profile>('/api/v1/profiles', {}, signal));
}

/** What a type of device measures, in the profile's order; null: not known yet which type. */
export function useMeasures(profile: string | null): Resource<readonly Measure[]> {
  return useResource(profile === null ? null : `measures|${profile}`, async (signal) => {
    const [profiles, measures] = await Promise.all([
      getList<Profile>('/api/v1/profiles', {}, signal),
      getList<Measure>('/api/v1/measures', {}, signal),
    ]);
    const mine = profiles.find((one) => one.id === profile);
    return (mine?.measures ?? []).flatMap(
      (key) => measures.find((one) => one.family === mine?.family && one.key === key) ?? [],
    );
  });
}
