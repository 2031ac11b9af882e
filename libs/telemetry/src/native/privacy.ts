/**
 * Names of fields that can identify a person or a vehicle, as they are after lower-casing and dropping `_`, `-`, `.`
 * and spaces. Cameras send counts and speeds; these are dropped and counted (DESIGN §6, ETSI EN 303 645 5.8).
 */
const IDENTIFYING: ReadonlySet<string> = new Set(
  `plate plates plateno platenumber platenumbers licenseplate licenseplates licenceplate licenceplates numberplate
  numberplates registrationplate lpr anpr alpr bienso biensoxe biểnsố biểnsốxe
  face faces facecrop facecrops faceid faceids facial khuonmat khuônmặt personid personids driver driverid
  owner gender age
  image images img imgs imageurl imagebase64 snapshot snapshots thumbnail thumbnails thumb photo photos picture pictures
  frame frames video videos videourl crop crops screenshot hinhanh hìnhảnh anh ảnh
  vehicleid vehicleids vin trackid trackids trajectory trajectories rfid etag etagid
  mac macs macaddress macaddresses bluetooth bluetoothid wifimac imei imsi msisdn phone phones phonenumber`.split(
    /\s+/,
  ),
);

/** Answers given already: devices repeat their keys, and normalising costs a microsecond. Bounded. */
const known = new Map<string, boolean>();
const MAX_KNOWN = 1000;

/** Whether a field of this name is dropped for privacy. */
export function isIdentifying(key: string): boolean {
  if (key.length > 40) return false;
  let answer = known.get(key);
  if (answer === undefined) {
    answer = IDENTIFYING.has(
      key
        .toLowerCase()
        .normalize('NFC')
        .replace(/[_\-.\s]/g, ''),
    );
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, answer);
  }
  return answer;
}

/** Identifying fields at any depth inside a value that is dropped anyway; the depth is bounded by the scan. */
export function countIdentifying(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  for (const [key, inner] of Object.entries(value))
    count += !Array.isArray(value) && isIdentifying(key) ? 1 : countIdentifying(inner);
  return count;
}
