import { describe, expect, it } from '@jest/globals';
import type { Device, InventorySnapshot, Profile } from '../model.js';
import { checkDevice, checkStation, refuseDoubleCounting } from './inventory-rules.js';
import type { NewDevice, NewStation } from './new-inventory.js';

const profile = (id: string, family: string, measures: string[]): Profile => ({
  id,
  family,
  measures,
  stamp: 'end',
  codec: 'native',
});

const INVENTORY: InventorySnapshot = {
  revision: 1,
  stations: new Map([
    [
      's1',
      {
        id: 's1',
        no: 1,
        name: 'S1',
        kind: 'air',
        lat: 11,
        lon: 106,
        areaOverride: null,
        facts: [],
        virtual: false,
      },
    ],
  ]),
  devices: new Map(),
  gateways: new Set(['g1']),
  codecs: [],
  profiles: new Map(
    [
      profile('dust', 'air', ['pm25', 'pm10']),
      profile('gas', 'air', ['o3']),
      profile('cam', 'traffic', ['speed']),
    ].map((one) => [one.id, one]),
  ),
  sets: [],
  areas: [],
  areaFacts: [],
  devicesOfStation: new Map(),
  signed: [],
};

const aStation = (over: Partial<NewStation> = {}): NewStation => ({
  id: 's9',
  name: 'Ngã sáu',
  kind: 'traffic',
  lat: 11,
  lon: 106.6,
  ...over,
});

const aDevice = (over: Partial<NewDevice> = {}): NewDevice => ({
  id: 'd1',
  station: 's1',
  profile: 'dust',
  cadence: 300,
  ...over,
});

const registered = (over: Partial<Device> = {}): Device => ({
  id: 'd0',
  station: 's1',
  profile: 'dust',
  family: 'air',
  codec: 'native',
  cadenceS: 60,
  lanes: [],
  direction: '',
  gateway: null,
  active: [
    {
      from: 10,
      to: null,
    },
  ],
  excluded: [],
  virtual: false,
  ...over,
});

describe('checkStation', () => {
  it('accepts what the interface promises', () => {
    expect(() =>
      checkStation(aStation({ segment: { lengthKm: 1, lanes: 2, freeFlowKmh: 50 } })),
    ).not.toThrow();
  });

  it.each([
    ['id', aStation({ id: '' })],
    ['id', aStation({ id: '../x' })],
    ['id', aStation({ id: '-x' })],
    ['id', aStation({ id: 'x'.repeat(65) })],
    ['id', aStation({ id: 'đèn' })],
    ['name', aStation({ name: ' ' })],
    ['kind', aStation({ kind: 'tram' })],
    ['lat', aStation({ lat: 91 })],
    ['lat', aStation({ lat: Number.NaN })],
    ['lon', aStation({ lon: -181 })],
    ['segment', aStation({ kind: 'air', segment: { lengthKm: 1, lanes: 2, freeFlowKmh: 50 } })],
    ['segment.lengthKm', aStation({ segment: { lengthKm: 0, lanes: 2, freeFlowKmh: 50 } })],
    ['segment.lanes', aStation({ segment: { lengthKm: 1, lanes: 1.5, freeFlowKmh: 50 } })],
    [
      'segment.speedLimitKmh',
      aStation({ segment: { lengthKm: 1, lanes: 2, freeFlowKmh: 50, speedLimitKmh: 45 } }),
    ],
    [
      'segment.capacityPcu',
      aStation({ segment: { lengthKm: 1, lanes: 2, freeFlowKmh: 50, capacityPcu: 0 } }),
    ],
    ['segment.freeFlowKmh', aStation({ segment: { lengthKm: 1, lanes: 2, freeFlowKmh: 900 } })],
  ])('names %s when it is wrong', (field, station) => {
    expect(() => checkStation(station)).toThrow(new RegExp(`^${field}: `));
  });
});

describe('checkDevice', () => {
  it('accepts a device that fits what is registered', () => {
    const device = aDevice({ lanes: [1, 2], direction: 'north', gateway: 'g1' });

    expect(() => checkDevice(device, 5, INVENTORY)).not.toThrow();
  });

  it.each([
    ['id', aDevice({ id: 'a b' })],
    ['cadence', aDevice({ cadence: 0 })],
    ['cadence', aDevice({ cadence: 86_401 })],
    ['cadence', aDevice({ cadence: 1.5 })],
    ['lanes', aDevice({ lanes: [0] })],
    ['lanes', aDevice({ lanes: [1, 1] })],
    ['direction', aDevice({ direction: 'to the north' })],
    ['station', aDevice({ station: 'none' })],
    ['profile', aDevice({ profile: 'none' })],
    ['profile', aDevice({ profile: 'cam' })],
    ['gateway', aDevice({ gateway: 'none' })],
  ])('names %s when it is wrong', (field, device) => {
    expect(() => checkDevice(device, 5, INVENTORY)).toThrow(new RegExp(`^${field}: `));
  });
});

describe('refuseDoubleCounting', () => {
  it.each([
    ['the same measures', registered({ id: 'd1' })],
    ['one lane in common', registered({ id: 'd1', lanes: [2, 3] })],
  ])('refuses %s', (_, device) => {
    expect(() =>
      refuseDoubleCounting(device, [registered({ lanes: device.lanes.slice(0, 1) })], INVENTORY),
    ).toThrow(/d0 already reports air.pm25/);
  });

  it.each([
    ['other measures', registered({ id: 'd1', profile: 'gas' })],
    ['another direction', registered({ id: 'd1', direction: 'south' })],
    ['another time', registered({ id: 'd1', active: [{ from: 0, to: 10 }] })],
    ['itself', registered()],
  ])('allows %s', (_, device) => {
    expect(() => refuseDoubleCounting(device, [registered()], INVENTORY)).not.toThrow();
  });

  it('allows lanes that another device does not have', () => {
    const others = [registered({ lanes: [1] })];

    expect(() => refuseDoubleCounting(registered({ id: 'd1', lanes: [2] }), others, INVENTORY)).not.toThrow();
  });
});
