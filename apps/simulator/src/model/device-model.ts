import type { CityDevice, CityStation } from '../inventory/city.js';
import { AirModel } from './air.model.js';
import { energyModel, LightingModel } from './energy.models.js';
import { noiseModel, parkingModel, waterModel, weatherModel } from './place.models.js';
import { hashText } from './random.js';
import type { DeviceModel } from './sample.js';
import { TrafficModel } from './traffic.model.js';
import { WasteModel } from './waste.model.js';

/** The model behind a device of the virtual city; its stream of chance is named by seed and device id. */
export function modelOf(station: CityStation, device: CityDevice, seed: number): DeviceModel {
  const base = hashText(`${seed}/${device.id}`);
  switch (device.kind) {
    case 'traffic':
      return new TrafficModel(station, device, base);
    case 'air':
      return new AirModel(device, base);
    case 'noise':
      return noiseModel(device, base);
    case 'weather':
      return weatherModel(device, base);
    case 'water':
      return waterModel(base);
    case 'waste':
      return new WasteModel(device, base);
    case 'parking':
      return parkingModel(station, base);
    case 'lighting':
      return new LightingModel(station, device, base);
    case 'energy':
      return energyModel(base);
  }
}
