export { AGGREGATES, FamilyLayout, MEASURE_KINDS } from './measure-def.js';
export type { Aggregate, MeasureDef, MeasureKind } from './measure-def.js';
export { MeasureCatalogue } from './measure-catalogue.js';
export { MAX_PAYLOAD_BYTES, decode } from './decode.js';
export type { Decoded, DecodeContext, DeviceView, Fault, Reading } from './decoded.js';
