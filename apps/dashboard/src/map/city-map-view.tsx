import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Broken } from '../states/broken.js';
import { AreaMap, type AreaMapProps } from './area-map.js';
import { hasWebGl } from './webgl.js';

const MaplibreMap = lazy(() => import('./maplibre-map.js'));

/**
 * The map: drawn as SVG at once, and on WebGL as soon as its library is there. Where WebGL is missing, or fails, it stays SVG.
 */
export function CityMapView({ still, ...props }: AreaMapProps & { still: boolean }): ReactNode {
  const [ready, setReady] = useState(false);
  const [possible] = useState(hasWebGl);
  return (
    <div className={ready ? 'map-view gl-ready' : 'map-view'}>
      <div className="map-svg" inert={ready}>
        <AreaMap {...props} />
      </div>
      {possible && (
        <Broken quiet>
          <Suspense>
            <MaplibreMap {...props} still={still} onReady={() => setReady(true)} />
          </Suspense>
        </Broken>
      )}
    </div>
  );
}
