import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Broken } from '../states/broken.js';
import { AreaMap, type AreaMapProps } from './area-map.js';
import { hasWebGl } from './webgl.js';

const MaplibreMap = lazy(() => import('./maplibre-map.js'));

/**
 * The map: drawn as SVG at once, and on WebGL as soon as its library is there. Where WebGL is missing, or fails, it stays SVG.
 */
export function CityMapView({ still, ...props }: AreaMapProps & { still: boolean }): ReactNode {
  const [ready, setReady] = useState(false);
  const wanted = useWanted([...props.items.values()].some((item) => item !== undefined));
  return (
    <div className={ready ? 'map-view gl-ready' : 'map-view'}>
      <div className="map-svg" inert={ready}>
        <AreaMap {...props} />
      </div>
      {wanted && (
        <Broken quiet>
          <Suspense>
            <MaplibreMap {...props} still={still} onReady={() => setReady(true)} />
          </Suspense>
        </Broken>
      )}
    </div>
  );
}

const LATEST_MS = 3000;

/** Whether to bring the library in: once there are values to see and the browser has nothing better to do. */
function useWanted(hasValues: boolean): boolean {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (!hasValues) return undefined;
    const bring = (): void => setWanted(hasWebGl());
    if (!('requestIdleCallback' in globalThis)) {
      const timer = setTimeout(bring, LATEST_MS);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(bring, { timeout: LATEST_MS });
    return () => cancelIdleCallback(handle);
  }, [hasValues]);
  return wanted;
}
