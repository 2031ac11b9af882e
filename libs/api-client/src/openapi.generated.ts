// Made by `npm run docs` from the OpenAPI document of apps/city-api; do not edit by hand.

export interface paths {
  '/api/v1/alarm-rules': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Alarm rules in force, enabled or not */
    get: operations['get_alarm_rules'];
    put?: never;
    /**
     * Add an alarm rule
     * @description A wrong rule is refused with each place and reason. It is evaluated from now on.
     */
    post: operations['post_alarm_rules'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/alarm-rules/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All versions of an alarm rule, newest first */
    get: operations['get_alarm_rules_id'];
    /**
     * Change, disable or enable an alarm rule: a new version
     * @description A rule of the seeds that is changed here no longer follows the seeds.
     */
    put: operations['put_alarm_rules_id'];
    post?: never;
    /** Remove an alarm rule; its open alarms end, its past ones stay */
    delete: operations['delete_alarm_rules_id'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/alarms': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Alarms, newest opening first; those that touch [from, to) */
    get: operations['get_alarms'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/alarms/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** An alarm with its history */
    get: operations['get_alarms_id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/alarms/{id}/acknowledge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take note of an open alarm; of a root alarm, of all that is under it */
    post: operations['post_alarms_id_acknowledge'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/alarms/{id}/assign': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say who looks after an alarm */
    post: operations['post_alarms_id_assign'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/alarms/{id}/comment': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Add a note to an alarm's history */
    post: operations['post_alarms_id_comment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/alarms/{id}/resolve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Declare an alarm over
     * @description While its condition goes on the rules do not open it again; the next time that the condition holds is a new alarm.
     */
    post: operations['post_alarms_id_resolve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** API keys and what they may do; never the keys themselves */
    get: operations['get_api_keys'];
    put?: never;
    /** A key for another system; shown this once */
    post: operations['post_api_keys'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke a key; it stops working within about a second */
    delete: operations['delete_api_keys_id'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/area-facts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Figures about areas, with validity, source and who recorded them */
    get: operations['get_area_facts'];
    put?: never;
    /**
     * Record figures about areas, all or none
     * @description Nothing is changed in place: another value for the same `validFrom` is its next revision. Values that read a figure are worked out again; final ones become revisions with reason `registry`.
     */
    post: operations['post_area_facts'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/area-facts/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Import figures about areas from CSV or XLSX; nothing is stored while any row has a problem
     * @description Columns: set, area, key, value, validFrom, validTo, source. Dates are local, YYYY-MM-DD.
     */
    post: operations['post_area_facts_import'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/areas': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Areas of a reporting set, parents first */
    get: operations['get_areas'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Entries of the audit trail, oldest first */
    get: operations['get_audit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The trail as NDJSON, an entry a line */
    get: operations['get_audit_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit/verify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Work every hash out again: is the trail as it was written? */
    get: operations['get_audit_verify'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/claim-batches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Batches of claim codes and how many were claimed; never the codes */
    get: operations['get_claim_batches'];
    put?: never;
    /** Make claim codes for devices of one type; shown this once, as JSON or CSV to print */
    post: operations['post_claim_batches'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/claim-batches/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke what is left of a batch; devices that were claimed stay */
    delete: operations['delete_claim_batches_id'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/claims': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Register the device of a claim code; its credential is shown once and works at once
     * @description Asked by the device or by whoever installs it, without another identity. Say where it stands: `station`, or `place` for a station of its own, unless the code was made for a station. A code is good once. Why one is not good is not said; after twenty of them an address has to wait.
     */
    post: operations['post_claims'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/codecs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest version of each payload mapping, with the devices that use it */
    get: operations['get_codecs'];
    put?: never;
    /**
     * Register a mapping of a vendor's own JSON, in JSON or YAML
     * @description It says where in a payload the readings, their time, period, lane and measures are, in which units and under which names. Devices name it as their codec. Mistakes come all at once, each with its place; `POST /api/v1/rejected/try` shows beforehand what it makes of messages that were rejected.
     */
    post: operations['post_codecs'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/codecs/{id}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every version of one payload mapping, the newest first */
    get: operations['get_codecs_id_versions'];
    put?: never;
    /**
     * Add a version of a mapping; the ones before stay as they are
     * @description It decodes what arrives from `validFrom` on, also what is replayed then. Services take it up within a second.
     */
    post: operations['post_codecs_id_versions'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/compare': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * KPIs and socio-economic series of several areas on one axis, with their correlations
     * @description Values are joined only on equal period and reporting set. Of mixed frequencies the shorter is added up, never the longer split (422). A correlation needs 8 pairs. Change of a percentage is told in percentage points.
     */
    get: operations['get_compare'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/devices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Devices with their freshness */
    get: operations['get_devices'];
    put?: never;
    /** Register a device; its credential is shown once and works at once */
    post: operations['post_devices'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/devices/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One device */
    get: operations['get_devices_id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/devices/{id}/codec': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let messages of a device be decoded by another codec from a moment on */
    post: operations['post_devices_id_codec'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/devices/{id}/credentials': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Credentials of a device, the newest first; never the secrets themselves */
    get: operations['get_devices_id_credentials'];
    put?: never;
    /**
     * A new credential for a device, shown this once; the ones before work for an overlap more
     * @description Change the device over within the overlap. With `overlap` 0 the ones before stop working at once, and sessions that came with them end.
     */
    post: operations['post_devices_id_credentials'];
    /** Revoke all credentials of a device, and with them its certificates; its sessions end */
    delete: operations['delete_devices_id_credentials'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/devices/{id}/credentials/{credential}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke one credential of a device; sessions that came with it end */
    delete: operations['delete_devices_id_credentials_credential'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/devices/{id}/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Health of a device with its signs, and what became of its readings today */
    get: operations['get_devices_id_health'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/devices/{id}/last-payload': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The newest message of a device as it came; at most its first 64 kB
     * @description Looked for among the newest 20,000 messages of its part of the log.
     */
    get: operations['get_devices_id_last_payload'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/devices/{id}/quarantine': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Put a device into quarantine: what it sends is kept as rejected, and counts for nothing
     * @description It may still connect and is acknowledged, so that it neither fills its memory nor hides what it does; its readings are listed as rejected with reason `quarantined`, and can be replayed after its release. Holds for what arrives from `since` on.
     */
    put: operations['put_devices_id_quarantine'];
    post?: never;
    /** Release a device from quarantine; what it sends counts again */
    delete: operations['delete_devices_id_quarantine'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/devices/{id}/retirement': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take a device out of service for good: it owes no readings any more, and its credentials are revoked
     * @description Its readings stay, and so does its name: what takes its place is registered under one of its own, and may have its station, direction and lanes. KPIs since `at` are computed again without what it owed. Who did it and why is in the audit.
     */
    post: operations['post_devices_id_retirement'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/endpoints': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Addresses that devices send their readings to, as seen by who asks */
    get: operations['get_endpoints'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/exclusions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Excluded times by device, those that touch [from, to) */
    get: operations['get_exclusions'];
    put?: never;
    /**
     * Leave a device's readings of a time out of the KPIs
     * @description Points and windows stay as they are. Values above are worked out again; final ones become revisions with reason `exclusion`, signed ones a restatement proposal.
     */
    post: operations['post_exclusions'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/exclusions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Withdraw an exclusion; the row stays, with who did it and when */
    delete: operations['delete_exclusions_id'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Live events (SSE)
     * @description Events `kpi`, `device`, `alarm`, `ledger`; data is the REST item. Resumes after `Last-Event-ID`; where that is too long ago, an event `reset` says so, the state follows, and `caught-up` ends it. A reader that falls behind is told the latest of each thing; one that takes nothing for 30 s is cut off.
     */
    get: operations['get_feed'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feed/ws': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Live events (WebSocket)
     * @description The same events as JSON messages `{event,id,data}`. Query parameters make a first subscription; messages `{"type":"subscribe","name":"a","events":["kpi"],"area":["718"],"lastEventId":41}` and `{"type":"unsubscribe","name":"a"}` add and remove others. Where reading needs identification: `Authorization: Bearer <key>`, or from browsers the subprotocols `nhippho.v1` and `nhippho.bearer.<base64url of the key>`.
     */
    get: operations['get_feed_ws'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/frameworks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Frameworks of indicators */
    get: operations['get_frameworks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/frameworks/{code}/assessment': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Pass, not pass or not enough evidence for each indicator, with the evidence
     * @description An exact measure decides, or all components together; a proxy decides nothing. Only final values of sufficient data count. A KPI that is served by the month stands for the year with at least nine months.
     */
    get: operations['get_frameworks_code_assessment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/frameworks/{code}/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A framework's annex as the import takes it; of an empty one the form to fill in */
    get: operations['get_frameworks_code_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/frameworks/{code}/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Imports a framework's annex from CSV or XLSX
     * @description Columns code, nameVi, nameEn, group, unit, formula, comparator (le, lt, ge, gt, between), lo, hi, computability (C, P, R), evidence (`MOB-12 exact; se.unemp proxy`), source, note; code and nameVi are needed. All rows are stored or none; indicators that the file does not name stay.
     */
    post: operations['post_frameworks_code_import'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/frameworks/{code}/indicators': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A framework's indicators and what measures them here */
    get: operations['get_frameworks_code_indicators'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/gateways': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Gateways, and how many devices each writes for */
    get: operations['get_gateways'];
    put?: never;
    /** Register a gateway, which writes for the devices registered under it */
    post: operations['post_gateways'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/gateways/{id}/credentials': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Credentials of a gateway, the newest first; never the secrets themselves */
    get: operations['get_gateways_id_credentials'];
    put?: never;
    /**
     * A new credential for a gateway, shown this once; the ones before work for an overlap more
     * @description Change the gateway over within the overlap. With `overlap` 0 the ones before stop working at once, and sessions that came with them end.
     */
    post: operations['post_gateways_id_credentials'];
    /** Revoke all credentials of a gateway, and with them its certificates; its sessions end */
    delete: operations['delete_gateways_id_credentials'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/gateways/{id}/credentials/{credential}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke one credential of a gateway; sessions that came with it end */
    delete: operations['delete_gateways_id_credentials_credential'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/indicators': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Socio-economic series with their values, source and status */
    get: operations['get_indicators'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/indicators/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Exports values of series, or series, as CSV or XLSX */
    get: operations['get_indicators_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/indicators/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Imports values of series, or series, from CSV or XLSX
     * @description The body is the file, at most 1 MB; the first row names the columns. All rows are stored or none. A dry run answers 200 with every problem by row and column; without it a file with problems is a 422 with the same list. A value that is known already is left as it is, another one for a known period becomes its next revision.
     */
    post: operations['post_indicators_import'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/kpi-definitions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every version of every KPI definition */
    get: operations['get_kpi_definitions'];
    put?: never;
    /**
     * Add a KPI, or a version of one, in JSON or YAML
     * @description A formula is CEL over the summed components of a family (`c.vkt`), facts of the area (`fact["area_km2"]`) and socio-economic series of equal area, set and period (`series["se.pop"]`): a number, or `ratio(num, den, scale)`. It computes from its `validFrom` on, also what is past; older values keep their version. Mistakes come all at once, each with its place. `status: shadow` is only compared.
     */
    post: operations['post_kpi_definitions'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/kpi-definitions/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Check a definition without adding it; the answer is what would be added */
    post: operations['post_kpi_definitions_check'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/kpi-definitions/components': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What formulas may read: the components of each family */
    get: operations['get_kpi_definitions_components'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/kpi-definitions/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What a definition comes to over past data; nothing is stored */
    post: operations['post_kpi_definitions_preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/kpi-definitions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The versions of one definition, oldest first */
    get: operations['get_kpi_definitions_id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/kpi-definitions/{id}/shadow': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A version beside the one in force over past data, with the differences
     * @description Both are computed from the stored components of the same stations; nothing is stored.
     */
    get: operations['get_kpi_definitions_id_shadow'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/kpis': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** KPI definitions: formula, unit, periods, targets, limits, source */
    get: operations['get_kpis'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/kpis/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One KPI definition */
    get: operations['get_kpis_id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/kpis/{id}/lineage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a value was made of: definition, components, stations, windows, readings
     * @description `format=csv` gives every number that the formula was given, with the formula itself; `docs/recompute.py` needs no more to arrive at the published value. A running period is stored every ten seconds: its inputs may be that old.
     */
    get: operations['get_kpis_id_lineage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/kpis/{id}/values': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Values of a KPI, or of all members of its family, over time
     * @description Periods that start in [from, to). An insufficient value is null; its components stay. A period in which no reading has fallen due has no item: of a device, readings are due from its `activeFrom` on, so that one sent shortly before is stored and has no value yet. `area` may name any station, also one that lies in no area.
     */
    get: operations['get_kpis_id_values'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/latest': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest value of every KPI, area and period */
    get: operations['get_latest'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ledger': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What became of every reading, per device and hour of arrival */
    get: operations['get_ledger'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/measures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The measure catalogue */
    get: operations['get_measures'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/people': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** People and their roles */
    get: operations['get_people'];
    put?: never;
    /**
     * Let somebody sign in
     * @description They are recognised at their first sign-in by the e-mail address that the identity provider has verified.
     */
    post: operations['post_people'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/people/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Give somebody other roles, block or unblock them, renew their secret */
    patch: operations['patch_people_id'];
    trace?: never;
  };
  '/api/v1/periods': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Signed periods, checked or waiting for the check */
    get: operations['get_periods'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/periods/{period}/{from}/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Check what another person signed: its values, of shorter periods too, are frozen
     * @description A later change of one of them becomes a restatement proposal (/api/v1/restatements), which somebody accepts or refuses with a reason. The person who signed is refused.
     */
    post: operations['post_periods_period_from_check'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/periods/{period}/{from}/sign': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign the values of a final period; nothing is frozen before another person has checked them */
    post: operations['post_periods_period_from_sign'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/plan': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The decision's 41 tasks and its goals */
    get: operations['get_plan'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/plan/tasks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Tasks in a year with what was reported; of a unit, those that it leads or supports */
    get: operations['get_plan_tasks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/plan/tasks/{number}/updates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Report on a task: a draft, to be signed and then checked by another person
     * @description Only for a unit that leads or supports the task. A checked report stays until its restatement is checked.
     */
    post: operations['post_plan_tasks_number_updates'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/plan/units': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Units that report: the decision's departments and bodies, and the districts' committees */
    get: operations['get_plan_units'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/plan/updates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All revisions of reports on tasks, by task, unit, year and age */
    get: operations['get_plan_updates'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/plan/updates/{id}/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Accept or refuse a signed report; not by who signed it */
    post: operations['post_plan_updates_id_check'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/plan/updates/{id}/sign': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign a draft */
    post: operations['post_plan_updates_id_sign'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/profiles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Device profiles: what a type of device measures; named when a device is registered */
    get: operations['get_profiles'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recalculations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Recalculations, newest first, with their progress */
    get: operations['get_recalculations'];
    put?: never;
    /**
     * Work out the values of a span anew; a dry run only lists what would change
     * @description KPIs of one measure family rest on the same station components and are worked out together, so that an area and its parent never disagree: `kpis` chooses the families, `kpis` and `areas` what a dry run lists. Final values that change become revisions with reason `recalculation` (`definition` under another version of it), signed ones a restatement proposal. A dry run that ends within 10 s is answered with its differences.
     */
    post: operations['post_recalculations'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recalculations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One recalculation with its progress */
    get: operations['get_recalculations_id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recalculations/{id}/differences': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What a dry run found so far: at most 10,000 values, as they are and as they would be */
    get: operations['get_recalculations_id_differences'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recalculations/{id}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Go on with a stopped or failed recalculation where it was; a dry run begins anew */
    post: operations['post_recalculations_id_resume'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recalculations/{id}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stop a recalculation; what was handed out already is still worked out */
    post: operations['post_recalculations_id_stop'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/rejected': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Rejected messages and readings, newest first */
    get: operations['get_rejected'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/rejected/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Put a rejected message back into the log, whole, to be received again */
    post: operations['post_rejected_replay'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/rejected/replays': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest replays with their progress */
    get: operations['get_rejected_replays'];
    put?: never;
    /**
     * Put all rejected messages of a device or reason back into the log, to be received again
     * @description One replay runs at a time; asking for the same again gives the one that runs. A message goes back once: what was replayed before is left out. The old rows stay, marked; what becomes of the messages now stands in the ledger.
     */
    post: operations['post_rejected_replays'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/rejected/replays/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far one replay is */
    get: operations['get_rejected_replays_id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/rejected/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was rejected, by device and reason, the most first; of the last 7 days unless told otherwise */
    get: operations['get_rejected_summary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/rejected/try': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What up to 20 rejected messages would decode to now; nothing is stored
     * @description By the device's own codec, by another one, or by a mapping that is not registered yet. What depends on other readings (a duplicate, a rate of change) shows at the replay only.
     */
    post: operations['post_rejected_try'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reporting-sets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reporting sets */
    get: operations['get_reporting_sets'];
    put?: never;
    /**
     * Import a reporting set as GeoJSON, with successors and their shares
     * @description A FeatureCollection, an area a feature (`properties`: code, nameVi, level, parent, areaKm2, validFrom, validTo), with the members `set` {id, nameVi, nameEn}, `successorsOf` (a set) and `successors` [{from, to, share}]; shares of an area add up to 1, null where unknown. All or nothing; mistakes come all at once with their place. A set is listed until it is activated. A later `validFrom` ends the older outline of an area on that day.
     */
    post: operations['post_reporting_sets'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reporting-sets/{id}/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Begin (active) or end (listed) reporting in a set
     * @description Of an active set every KPI is computed, also for the past: days and longer periods of the last three years, hours of the last 35 days; more by a recalculation.
     */
    post: operations['post_reporting_sets_id_status'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reporting-sets/{id}/successors': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Which areas became those of a set, or what a set's areas became, with shares where they are known */
    get: operations['get_reporting_sets_id_successors'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports/annual': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The yearly report of the decision's section III.5, as docx, xlsx, html or json
     * @description Part I: assigned tasks; part II: KPIs beside the socio-economic indicators; part III: the goals of 2025 and 2030; annex of methods. Without number and date of its making: the same inputs give the same bytes.
     */
    get: operations['get_reports_annual'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports/annual/batch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The yearly reports of the province and of each of its districts, as one ZIP */
    get: operations['get_reports_annual_batch'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/restatements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Proposals to change values of signed periods, newest first */
    get: operations['get_restatements'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/restatements/{id}/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Accept: the values become revisions with reason `restatement` */
    post: operations['post_restatements_id_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/restatements/{id}/refuse': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Refuse: what was signed stands, and these values are not proposed again */
    post: operations['post_restatements_id_refuse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/restatements/{id}/values': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Each value in question: as signed, as it would be, and why */
    get: operations['get_restatements_id_values'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/saved-queries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Queries that were kept, by name */
    get: operations['get_saved_queries'];
    put?: never;
    /** Keep a series query under a name that nothing else has */
    post: operations['post_saved_queries'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/saved-queries/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Forget a kept query */
    delete: operations['delete_saved_queries_id'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/scorecards': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where KPIs stand to their targets: status, distance, trend needed
     * @description Targets that hold in the period, and those for a later year with the change that each year until then needs. Targets of a calendar year are compared with values of years only.
     */
    get: operations['get_scorecards'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/series': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Measures over time: stored points (`bucket=raw`) or one value a bucket in local time
     * @description Many series in one call: several measures, areas, stations or devices, or `by`; each item then names its `series`, and `series` says what each is. One measure of one object gives the items alone. Files have one row a point, with what it is of.
     */
    get: operations['get_series'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who asks, what they may do, and whether people can sign in here */
    get: operations['get_session'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/callback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where the identity provider sends the browser back to; it is signed in and shown the page it wanted */
    get: operations['get_session_callback'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** New tokens for a refresh token, which is spent; by cookie (204) or in the body (200) */
    post: operations['post_session_refresh'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/sign-in': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Sends the browser to the identity provider */
    get: operations['get_session_sign_in'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/sign-out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** End this session, or with `everywhere` all of this person */
    post: operations['post_session_sign_out'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Stations with their place and devices */
    get: operations['get_stations'];
    put?: never;
    /** Register a station */
    post: operations['post_stations'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One station */
    get: operations['get_stations_id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stations/{id}/facts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Facts of a station, by key and time */
    get: operations['get_stations_id_facts'];
    put?: never;
    /** Record a fact of a station; from `validFrom` on it rules over earlier ones */
    post: operations['post_stations_id_facts'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stations/{id}/placing': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say in which area of a reporting set a station lies, whatever the outlines say; null: by its coordinates
     * @description For a station near a border. Its values move between areas at every period, with revisions.
     */
    post: operations['post_stations_id_placing'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/targets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Targets of KPIs with validity, band, direction and source */
    get: operations['get_targets'];
    put?: never;
    /** Set a target; with a known id its next version, the old one stays */
    post: operations['post_targets'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Webhooks and how they fare */
    get: operations['get_webhooks'];
    put?: never;
    /**
     * Add a webhook; its secret is shown this once
     * @description Events are CloudEvents 1.0 (structured JSON): `vn.nhippho.kpi.updated`, `vn.nhippho.alarm.opened|changed|acknowledged|resolved`, `vn.nhippho.device.changed`. Signed by Standard Webhooks: `webhook-signature: v1,` and base64 of HMAC-SHA-256 over `webhook-id.webhook-timestamp.body`. Answer 2xx within 10 s; whatever else is tried again for a day, with growing pauses, and order is not promised. A webhook through which nothing got for three days is disabled.
     */
    post: operations['post_webhooks'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A webhook and how it fares */
    get: operations['get_webhooks_id'];
    /** Change a webhook; puts a disabled one back into service */
    put: operations['put_webhooks_id'];
    post?: never;
    /** Remove a webhook and its deliveries */
    delete: operations['delete_webhooks_id'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{id}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Deliveries of the last days, newest first, with the last answer */
    get: operations['get_webhooks_id_deliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{id}/deliveries/{delivery}/redeliver': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Deliver again what was delivered or given up */
    post: operations['post_webhooks_id_deliveries_delivery_redeliver'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{id}/secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Another secret; the one before signs too for a day */
    post: operations['post_webhooks_id_secret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send a test event now, and see the answer */
    post: operations['post_webhooks_id_test'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/windows': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Stored 5-minute windows of a device: sums, counts and shares, by lane and direction */
    get: operations['get_windows'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The process runs */
    get: operations['get_health'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ingest/v1/telemetry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take one reading or an array; 202 once they are durably stored in the log
     * @description Basic authentication with id and credential. At most 1 MB. Bad readings are judged later.
     */
    post: operations['post_ingest_telemetry'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/open-data': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Page of all open datasets */
    get: operations['get_open_data'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/open-data/badge/{file}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A KPI's newest final value as an SVG badge */
    get: operations['get_open_data_badge_file'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/open-data/catalog.jsonld': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** DCAT-AP 3.0 catalogue of the open data as JSON-LD */
    get: operations['get_open_data_catalog_jsonld'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/open-data/catalog.ttl': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same as Turtle */
    get: operations['get_open_data_catalog_ttl'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/open-data/embed/{kpi}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Course of a KPI as a small page for an iframe: a chart and its table, without script */
    get: operations['get_open_data_embed_kpi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/open-data/{dataset}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Page of one dataset: method, quality, files, data dictionary */
    get: operations['get_open_data_dataset'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/open-data/{dataset}/csv-metadata.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same for the CSV files by CSVW (W3C) */
    get: operations['get_open_data_dataset_csv_metadata_json'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/open-data/{dataset}/dictionary.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Data dictionary of a dataset: columns, units, method, quality rules, licence, files */
    get: operations['get_open_data_dataset_dictionary_json'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/open-data/{dataset}/{file}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A finished month or year of a dataset as CSV, JSON or Parquet
     * @description Only final and signed values; counts of 1 to 4 are hidden. The address is stable and the content changes only when a value is revised.
     */
    get: operations['get_open_data_dataset_file'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** It can do its work, or which check fails */
    get: operations['get_ready'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    AlarmAcknowledgement: {
      /** @description name of the person who does it */
      by: string;
      /** @description a note for the history */
      note?: string | null;
    };
    AlarmAssignment: {
      /** @description name of the person who does it */
      by: string;
      /** @description who looks after it; null: nobody */
      assignee: string | null;
      /** @description a note for the history */
      note?: string | null;
    };
    AlarmComment: {
      /** @description name of the person who does it */
      by: string;
      /** @description why, in words */
      note: string;
    };
    AlarmItem: {
      id: number;
      rule: string;
      /** @enum {string} */
      kind: 'threshold' | 'band' | 'rate' | 'silence' | 'frozen' | 'kpi';
      /** @enum {string} */
      severity: 'info' | 'warning' | 'critical';
      object: {
        /** @enum {string} */
        type: 'device' | 'station' | 'area' | 'gateway';
        id: string;
      };
      /** @description smallest area of the active reporting set that holds the object */
      area: string | null;
      station: string | null;
      device: string | null;
      kpi: string | null;
      measure: string | null;
      /** @description period of a KPI rule */
      period: ('5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year') | null;
      /** @enum {string} */
      state: 'open' | 'acknowledged' | 'resolved';
      /** @description as of observedAt; of a silence, seconds without a reading */
      value: number | null;
      limit: number | null;
      unit: string;
      /**
       * Format: date-time
       * @description when the condition had held for its duration, in event time
       */
      openedAt: string;
      /**
       * Format: date-time
       * @description end of the interval that `value` is of
       */
      observedAt: string;
      resolvedAt: string | null;
      /** @description when a person did it */
      acknowledgedAt: string | null;
      acknowledgedBy: string | null;
      assignee: string | null;
      /** @description root alarm that this one is a part of */
      parent: number | null;
      /** @description alarms under this root */
      children: number;
      textVi: string;
      textEn: string;
      /** @description grows with every change of the item */
      revision: number;
      /** Format: date-time */
      updatedAt: string;
    };
    AlarmResolution: {
      /** @description name of the person who does it */
      by: string;
      /** @description why it is over, though its condition may go on */
      note: string;
    };
    AlarmRule: {
      rule: components['schemas']['AlarmRuleDocument'];
      version: number;
      /** @description evaluated from then on; null: since ever */
      validFrom: string | null;
      validTo: string | null;
      /** @description null: as the seeds have it */
      by: string | null;
      removed: boolean;
    };
    AlarmRuleDocument:
      | {
          id: string;
          names: {
            vi: unknown;
            en: unknown;
          };
          /** @enum {string} */
          severity: 'info' | 'warning' | 'critical';
          /** @default true */
          enabled: boolean;
          /** @description why this limit: document, clause, or whose proposal */
          ground: unknown;
          /**
           * @description only what lies in all of these; everything when empty
           * @default {}
           */
          scope: {
            /** @description area codes of the active reporting set */
            areas?: string[];
            stations?: string[];
            profiles?: string[];
          };
          /**
           * @description minutes that the condition must hold before the alarm opens
           * @default 0
           */
          for: number;
          /**
           * @description minutes that it must be clear before the alarm is resolved
           * @default 0
           */
          clearFor: number;
          /**
           * @description local times without notification; the alarm exists
           * @default []
           */
          quiet: {
            from: string;
            /** @description exclusive; below `from` it runs past midnight */
            to: string;
            /** @description 1 = Monday … 7; all when left out */
            weekdays?: number[];
          }[];
          /** @description placeholders: {object} {value} {limit} {unit} {minutes} {rule} */
          text: {
            vi: unknown;
            en: unknown;
          };
          measure: string;
          /**
           * @default station
           * @enum {string}
           */
          object: 'station' | 'device';
          /**
           * @description length of time a value is of
           * @default 5min
           * @enum {string}
           */
          window: '5min' | '15min' | '1h' | '8h' | '24h';
          /**
           * @description by the measure's kind when left out
           * @enum {string}
           */
          statistic?: 'mean' | 'min' | 'max' | 'sum';
          /**
           * @description share of the readings that a value needs
           * @default 0.5
           */
          completeness: number;
          /** @constant */
          kind: 'threshold';
          /** @enum {string} */
          direction: 'above' | 'below';
          limit:
            | number
            | {
                /** @description fact and field of the station, e.g. `floodLevels.bd1` */
                fact: string;
                /** @default 1 */
                factor: number;
              }
            | {
                /**
                 * @description averaging time of the air limit in force
                 * @enum {string}
                 */
                averaging: '1h' | '8h' | '24h';
              };
          /** @description where it clears: a value, or a share of the limit; the limit itself when left out */
          clear?:
            | number
            | {
                share: number;
              };
          /** @description compare the ratio to a fact of the station, e.g. free-flow speed over speed */
          relative?: {
            fact: string;
            /** @enum {string} */
            as: 'factOverValue' | 'valueOverFact';
          };
        }
      | {
          id: string;
          names: {
            vi: unknown;
            en: unknown;
          };
          /** @enum {string} */
          severity: 'info' | 'warning' | 'critical';
          /** @default true */
          enabled: boolean;
          /** @description why this limit: document, clause, or whose proposal */
          ground: unknown;
          /**
           * @description only what lies in all of these; everything when empty
           * @default {}
           */
          scope: {
            /** @description area codes of the active reporting set */
            areas?: string[];
            stations?: string[];
            profiles?: string[];
          };
          /**
           * @description minutes that the condition must hold before the alarm opens
           * @default 0
           */
          for: number;
          /**
           * @description minutes that it must be clear before the alarm is resolved
           * @default 0
           */
          clearFor: number;
          /**
           * @description local times without notification; the alarm exists
           * @default []
           */
          quiet: {
            from: string;
            /** @description exclusive; below `from` it runs past midnight */
            to: string;
            /** @description 1 = Monday … 7; all when left out */
            weekdays?: number[];
          }[];
          /** @description placeholders: {object} {value} {limit} {unit} {minutes} {rule} */
          text: {
            vi: unknown;
            en: unknown;
          };
          measure: string;
          /**
           * @default station
           * @enum {string}
           */
          object: 'station' | 'device';
          /**
           * @description length of time a value is of
           * @default 5min
           * @enum {string}
           */
          window: '5min' | '15min' | '1h' | '8h' | '24h';
          /**
           * @description by the measure's kind when left out
           * @enum {string}
           */
          statistic?: 'mean' | 'min' | 'max' | 'sum';
          /**
           * @description share of the readings that a value needs
           * @default 0.5
           */
          completeness: number;
          /** @constant */
          kind: 'band';
          low: number;
          high: number;
          /**
           * @description how far inside the band it clears
           * @default 0
           */
          margin: number;
        }
      | {
          id: string;
          names: {
            vi: unknown;
            en: unknown;
          };
          /** @enum {string} */
          severity: 'info' | 'warning' | 'critical';
          /** @default true */
          enabled: boolean;
          /** @description why this limit: document, clause, or whose proposal */
          ground: unknown;
          /**
           * @description only what lies in all of these; everything when empty
           * @default {}
           */
          scope: {
            /** @description area codes of the active reporting set */
            areas?: string[];
            stations?: string[];
            profiles?: string[];
          };
          /**
           * @description minutes that the condition must hold before the alarm opens
           * @default 0
           */
          for: number;
          /**
           * @description minutes that it must be clear before the alarm is resolved
           * @default 0
           */
          clearFor: number;
          /**
           * @description local times without notification; the alarm exists
           * @default []
           */
          quiet: {
            from: string;
            /** @description exclusive; below `from` it runs past midnight */
            to: string;
            /** @description 1 = Monday … 7; all when left out */
            weekdays?: number[];
          }[];
          /** @description placeholders: {object} {value} {limit} {unit} {minutes} {rule} */
          text: {
            vi: unknown;
            en: unknown;
          };
          measure: string;
          /**
           * @default station
           * @enum {string}
           */
          object: 'station' | 'device';
          /**
           * @description length of time a value is of
           * @default 5min
           * @enum {string}
           */
          window: '5min' | '15min' | '1h' | '8h' | '24h';
          /**
           * @description by the measure's kind when left out
           * @enum {string}
           */
          statistic?: 'mean' | 'min' | 'max' | 'sum';
          /**
           * @description share of the readings that a value needs
           * @default 0.5
           */
          completeness: number;
          /** @constant */
          kind: 'rate';
          /** @description minutes between the two values compared */
          over: number;
          /** @enum {string} */
          direction: 'rise' | 'fall' | 'either';
          /** @description change an hour */
          limit: number;
          /** @description where it clears: a value, or a share of the limit; the limit itself when left out */
          clear?:
            | number
            | {
                share: number;
              };
        }
      | {
          id: string;
          names: {
            vi: unknown;
            en: unknown;
          };
          /** @enum {string} */
          severity: 'info' | 'warning' | 'critical';
          /** @default true */
          enabled: boolean;
          /** @description why this limit: document, clause, or whose proposal */
          ground: unknown;
          /**
           * @description only what lies in all of these; everything when empty
           * @default {}
           */
          scope: {
            /** @description area codes of the active reporting set */
            areas?: string[];
            stations?: string[];
            profiles?: string[];
          };
          /**
           * @description minutes that the condition must hold before the alarm opens
           * @default 0
           */
          for: number;
          /**
           * @description minutes that it must be clear before the alarm is resolved
           * @default 0
           */
          clearFor: number;
          /**
           * @description local times without notification; the alarm exists
           * @default []
           */
          quiet: {
            from: string;
            /** @description exclusive; below `from` it runs past midnight */
            to: string;
            /** @description 1 = Monday … 7; all when left out */
            weekdays?: number[];
          }[];
          /** @description placeholders: {object} {value} {limit} {unit} {minutes} {rule} */
          text: {
            vi: unknown;
            en: unknown;
          };
          /** @constant */
          kind: 'frozen';
          measure: string;
          /** @description minutes in which no value differed */
          window: number;
          /** @default 0 */
          tolerance: number;
          /**
           * @description share of the readings that a value needs
           * @default 0.5
           */
          completeness: number;
          /**
           * @description values that may well stay, e.g. 0
           * @default []
           */
          except: number[];
        }
      | {
          id: string;
          names: {
            vi: unknown;
            en: unknown;
          };
          /** @enum {string} */
          severity: 'info' | 'warning' | 'critical';
          /** @default true */
          enabled: boolean;
          /** @description why this limit: document, clause, or whose proposal */
          ground: unknown;
          /**
           * @description only what lies in all of these; everything when empty
           * @default {}
           */
          scope: {
            /** @description area codes of the active reporting set */
            areas?: string[];
            stations?: string[];
            profiles?: string[];
          };
          /**
           * @description minutes that the condition must hold before the alarm opens
           * @default 0
           */
          for: number;
          /**
           * @description minutes that it must be clear before the alarm is resolved
           * @default 0
           */
          clearFor: number;
          /**
           * @description local times without notification; the alarm exists
           * @default []
           */
          quiet: {
            from: string;
            /** @description exclusive; below `from` it runs past midnight */
            to: string;
            /** @description 1 = Monday … 7; all when left out */
            weekdays?: number[];
          }[];
          /** @description placeholders: {object} {value} {limit} {unit} {minutes} {rule} */
          text: {
            vi: unknown;
            en: unknown;
          };
          /** @constant */
          kind: 'silence';
          /**
           * @description missing readings, by the device's expected cadence
           * @default 3
           */
          cadences: number;
          /**
           * @description groups that get a root alarm when all their devices (two at least) are silent
           * @default [
           *       "station",
           *       "gateway",
           *       "area"
           *     ]
           */
          roots: ('station' | 'gateway' | 'area')[];
        }
      | {
          id: string;
          names: {
            vi: unknown;
            en: unknown;
          };
          /** @enum {string} */
          severity: 'info' | 'warning' | 'critical';
          /** @default true */
          enabled: boolean;
          /** @description why this limit: document, clause, or whose proposal */
          ground: unknown;
          /**
           * @description only what lies in all of these; everything when empty
           * @default {}
           */
          scope: {
            /** @description area codes of the active reporting set */
            areas?: string[];
            stations?: string[];
            profiles?: string[];
          };
          /**
           * @description minutes that the condition must hold before the alarm opens
           * @default 0
           */
          for: number;
          /**
           * @description minutes that it must be clear before the alarm is resolved
           * @default 0
           */
          clearFor: number;
          /**
           * @description local times without notification; the alarm exists
           * @default []
           */
          quiet: {
            from: string;
            /** @description exclusive; below `from` it runs past midnight */
            to: string;
            /** @description 1 = Monday … 7; all when left out */
            weekdays?: number[];
          }[];
          /** @description placeholders: {object} {value} {limit} {unit} {minutes} {rule} */
          text: {
            vi: unknown;
            en: unknown;
          };
          /** @constant */
          kind: 'kpi';
          kpi: string;
          /** @enum {string} */
          period: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
          /** @enum {string} */
          direction: 'above' | 'below';
          /** @description `target`: what the KPI is to reach then, by its definition */
          limit: number | 'target';
          /** @description where it clears: a value, or a share of the limit; the limit itself when left out */
          clear?:
            | number
            | {
                share: number;
              };
        };
    AlarmRuleDocumentInput:
      | {
          id: string;
          names: {
            vi: string;
            en: string;
          };
          /** @enum {string} */
          severity: 'info' | 'warning' | 'critical';
          /** @default true */
          enabled?: boolean;
          /** @description why this limit: document, clause, or whose proposal */
          ground: string;
          /**
           * @description only what lies in all of these; everything when empty
           * @default {}
           */
          scope?: {
            /** @description area codes of the active reporting set */
            areas?: string[];
            stations?: string[];
            profiles?: string[];
          };
          /**
           * @description minutes that the condition must hold before the alarm opens
           * @default 0
           */
          for?: number;
          /**
           * @description minutes that it must be clear before the alarm is resolved
           * @default 0
           */
          clearFor?: number;
          /**
           * @description local times without notification; the alarm exists
           * @default []
           */
          quiet?: {
            from: string;
            /** @description exclusive; below `from` it runs past midnight */
            to: string;
            /** @description 1 = Monday … 7; all when left out */
            weekdays?: number[];
          }[];
          /** @description placeholders: {object} {value} {limit} {unit} {minutes} {rule} */
          text: {
            vi: string;
            en: string;
          };
          measure: string;
          /**
           * @default station
           * @enum {string}
           */
          object?: 'station' | 'device';
          /**
           * @description length of time a value is of
           * @default 5min
           * @enum {string}
           */
          window?: '5min' | '15min' | '1h' | '8h' | '24h';
          /**
           * @description by the measure's kind when left out
           * @enum {string}
           */
          statistic?: 'mean' | 'min' | 'max' | 'sum';
          /**
           * @description share of the readings that a value needs
           * @default 0.5
           */
          completeness?: number;
          /** @constant */
          kind: 'threshold';
          /** @enum {string} */
          direction: 'above' | 'below';
          limit:
            | number
            | {
                /** @description fact and field of the station, e.g. `floodLevels.bd1` */
                fact: string;
                /** @default 1 */
                factor?: number;
              }
            | {
                /**
                 * @description averaging time of the air limit in force
                 * @enum {string}
                 */
                averaging: '1h' | '8h' | '24h';
              };
          /** @description where it clears: a value, or a share of the limit; the limit itself when left out */
          clear?:
            | number
            | {
                share: number;
              };
          /** @description compare the ratio to a fact of the station, e.g. free-flow speed over speed */
          relative?: {
            fact: string;
            /** @enum {string} */
            as: 'factOverValue' | 'valueOverFact';
          };
        }
      | {
          id: string;
          names: {
            vi: string;
            en: string;
          };
          /** @enum {string} */
          severity: 'info' | 'warning' | 'critical';
          /** @default true */
          enabled?: boolean;
          /** @description why this limit: document, clause, or whose proposal */
          ground: string;
          /**
           * @description only what lies in all of these; everything when empty
           * @default {}
           */
          scope?: {
            /** @description area codes of the active reporting set */
            areas?: string[];
            stations?: string[];
            profiles?: string[];
          };
          /**
           * @description minutes that the condition must hold before the alarm opens
           * @default 0
           */
          for?: number;
          /**
           * @description minutes that it must be clear before the alarm is resolved
           * @default 0
           */
          clearFor?: number;
          /**
           * @description local times without notification; the alarm exists
           * @default []
           */
          quiet?: {
            from: string;
            /** @description exclusive; below `from` it runs past midnight */
            to: string;
            /** @description 1 = Monday … 7; all when left out */
            weekdays?: number[];
          }[];
          /** @description placeholders: {object} {value} {limit} {unit} {minutes} {rule} */
          text: {
            vi: string;
            en: string;
          };
          measure: string;
          /**
           * @default station
           * @enum {string}
           */
          object?: 'station' | 'device';
          /**
           * @description length of time a value is of
           * @default 5min
           * @enum {string}
           */
          window?: '5min' | '15min' | '1h' | '8h' | '24h';
          /**
           * @description by the measure's kind when left out
           * @enum {string}
           */
          statistic?: 'mean' | 'min' | 'max' | 'sum';
          /**
           * @description share of the readings that a value needs
           * @default 0.5
           */
          completeness?: number;
          /** @constant */
          kind: 'band';
          low: number;
          high: number;
          /**
           * @description how far inside the band it clears
           * @default 0
           */
          margin?: number;
        }
      | {
          id: string;
          names: {
            vi: string;
            en: string;
          };
          /** @enum {string} */
          severity: 'info' | 'warning' | 'critical';
          /** @default true */
          enabled?: boolean;
          /** @description why this limit: document, clause, or whose proposal */
          ground: string;
          /**
           * @description only what lies in all of these; everything when empty
           * @default {}
           */
          scope?: {
            /** @description area codes of the active reporting set */
            areas?: string[];
            stations?: string[];
            profiles?: string[];
          };
          /**
           * @description minutes that the condition must hold before the alarm opens
           * @default 0
           */
          for?: number;
          /**
           * @description minutes that it must be clear before the alarm is resolved
           * @default 0
           */
          clearFor?: number;
          /**
           * @description local times without notification; the alarm exists
           * @default []
           */
          quiet?: {
            from: string;
            /** @description exclusive; below `from` it runs past midnight */
            to: string;
            /** @description 1 = Monday … 7; all when left out */
            weekdays?: number[];
          }[];
          /** @description placeholders: {object} {value} {limit} {unit} {minutes} {rule} */
          text: {
            vi: string;
            en: string;
          };
          measure: string;
          /**
           * @default station
           * @enum {string}
           */
          object?: 'station' | 'device';
          /**
           * @description length of time a value is of
           * @default 5min
           * @enum {string}
           */
          window?: '5min' | '15min' | '1h' | '8h' | '24h';
          /**
           * @description by the measure's kind when left out
           * @enum {string}
           */
          statistic?: 'mean' | 'min' | 'max' | 'sum';
          /**
           * @description share of the readings that a value needs
           * @default 0.5
           */
          completeness?: number;
          /** @constant */
          kind: 'rate';
          /** @description minutes between the two values compared */
          over: number;
          /** @enum {string} */
          direction: 'rise' | 'fall' | 'either';
          /** @description change an hour */
          limit: number;
          /** @description where it clears: a value, or a share of the limit; the limit itself when left out */
          clear?:
            | number
            | {
                share: number;
              };
        }
      | {
          id: string;
          names: {
            vi: string;
            en: string;
          };
          /** @enum {string} */
          severity: 'info' | 'warning' | 'critical';
          /** @default true */
          enabled?: boolean;
          /** @description why this limit: document, clause, or whose proposal */
          ground: string;
          /**
           * @description only what lies in all of these; everything when empty
           * @default {}
           */
          scope?: {
            /** @description area codes of the active reporting set */
            areas?: string[];
            stations?: string[];
            profiles?: string[];
          };
          /**
           * @description minutes that the condition must hold before the alarm opens
           * @default 0
           */
          for?: number;
          /**
           * @description minutes that it must be clear before the alarm is resolved
           * @default 0
           */
          clearFor?: number;
          /**
           * @description local times without notification; the alarm exists
           * @default []
           */
          quiet?: {
            from: string;
            /** @description exclusive; below `from` it runs past midnight */
            to: string;
            /** @description 1 = Monday … 7; all when left out */
            weekdays?: number[];
          }[];
          /** @description placeholders: {object} {value} {limit} {unit} {minutes} {rule} */
          text: {
            vi: string;
            en: string;
          };
          /** @constant */
          kind: 'frozen';
          measure: string;
          /** @description minutes in which no value differed */
          window: number;
          /** @default 0 */
          tolerance?: number;
          /**
           * @description share of the readings that a value needs
           * @default 0.5
           */
          completeness?: number;
          /**
           * @description values that may well stay, e.g. 0
           * @default []
           */
          except?: number[];
        }
      | {
          id: string;
          names: {
            vi: string;
            en: string;
          };
          /** @enum {string} */
          severity: 'info' | 'warning' | 'critical';
          /** @default true */
          enabled?: boolean;
          /** @description why this limit: document, clause, or whose proposal */
          ground: string;
          /**
           * @description only what lies in all of these; everything when empty
           * @default {}
           */
          scope?: {
            /** @description area codes of the active reporting set */
            areas?: string[];
            stations?: string[];
            profiles?: string[];
          };
          /**
           * @description minutes that the condition must hold before the alarm opens
           * @default 0
           */
          for?: number;
          /**
           * @description minutes that it must be clear before the alarm is resolved
           * @default 0
           */
          clearFor?: number;
          /**
           * @description local times without notification; the alarm exists
           * @default []
           */
          quiet?: {
            from: string;
            /** @description exclusive; below `from` it runs past midnight */
            to: string;
            /** @description 1 = Monday … 7; all when left out */
            weekdays?: number[];
          }[];
          /** @description placeholders: {object} {value} {limit} {unit} {minutes} {rule} */
          text: {
            vi: string;
            en: string;
          };
          /** @constant */
          kind: 'silence';
          /**
           * @description missing readings, by the device's expected cadence
           * @default 3
           */
          cadences?: number;
          /**
           * @description groups that get a root alarm when all their devices (two at least) are silent
           * @default [
           *       "station",
           *       "gateway",
           *       "area"
           *     ]
           */
          roots?: ('station' | 'gateway' | 'area')[];
        }
      | {
          id: string;
          names: {
            vi: string;
            en: string;
          };
          /** @enum {string} */
          severity: 'info' | 'warning' | 'critical';
          /** @default true */
          enabled?: boolean;
          /** @description why this limit: document, clause, or whose proposal */
          ground: string;
          /**
           * @description only what lies in all of these; everything when empty
           * @default {}
           */
          scope?: {
            /** @description area codes of the active reporting set */
            areas?: string[];
            stations?: string[];
            profiles?: string[];
          };
          /**
           * @description minutes that the condition must hold before the alarm opens
           * @default 0
           */
          for?: number;
          /**
           * @description minutes that it must be clear before the alarm is resolved
           * @default 0
           */
          clearFor?: number;
          /**
           * @description local times without notification; the alarm exists
           * @default []
           */
          quiet?: {
            from: string;
            /** @description exclusive; below `from` it runs past midnight */
            to: string;
            /** @description 1 = Monday … 7; all when left out */
            weekdays?: number[];
          }[];
          /** @description placeholders: {object} {value} {limit} {unit} {minutes} {rule} */
          text: {
            vi: string;
            en: string;
          };
          /** @constant */
          kind: 'kpi';
          kpi: string;
          /** @enum {string} */
          period: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
          /** @enum {string} */
          direction: 'above' | 'below';
          /** @description `target`: what the KPI is to reach then, by its definition */
          limit: number | 'target';
          /** @description where it clears: a value, or a share of the limit; the limit itself when left out */
          clear?:
            | number
            | {
                share: number;
              };
        };
    AlarmRuleInput: {
      /** @description name of the person who does it */
      by: string;
      rule: components['schemas']['AlarmRuleDocumentInput'];
    };
    AlarmWithHistory: {
      id: number;
      rule: string;
      /** @enum {string} */
      kind: 'threshold' | 'band' | 'rate' | 'silence' | 'frozen' | 'kpi';
      /** @enum {string} */
      severity: 'info' | 'warning' | 'critical';
      object: {
        /** @enum {string} */
        type: 'device' | 'station' | 'area' | 'gateway';
        id: string;
      };
      /** @description smallest area of the active reporting set that holds the object */
      area: string | null;
      station: string | null;
      device: string | null;
      kpi: string | null;
      measure: string | null;
      /** @description period of a KPI rule */
      period: ('5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year') | null;
      /** @enum {string} */
      state: 'open' | 'acknowledged' | 'resolved';
      /** @description as of observedAt; of a silence, seconds without a reading */
      value: number | null;
      limit: number | null;
      unit: string;
      /**
       * Format: date-time
       * @description when the condition had held for its duration, in event time
       */
      openedAt: string;
      /**
       * Format: date-time
       * @description end of the interval that `value` is of
       */
      observedAt: string;
      resolvedAt: string | null;
      /** @description when a person did it */
      acknowledgedAt: string | null;
      acknowledgedBy: string | null;
      assignee: string | null;
      /** @description root alarm that this one is a part of */
      parent: number | null;
      /** @description alarms under this root */
      children: number;
      textVi: string;
      textEn: string;
      /** @description grows with every change of the item */
      revision: number;
      /** Format: date-time */
      updatedAt: string;
      history: {
        /** Format: date-time */
        at: string;
        /** @description null: the rules */
        who: string | null;
        /** @description opened, reopened, revised, resolved, withdrawn, notified, quiet, acknowledged, assigned, commented */
        what: string;
        note: string | null;
      }[];
    };
    AnnualReport: {
      year: number;
      /** @enum {string} */
      edition: 'to-date' | 'final';
      from: string;
      /** @description exclusive; values are of [from, to) */
      to: string;
      area: {
        code: string;
        nameVi: string;
        areaKm2: number | null;
      };
      reportingSet: {
        id: string;
        nameVi: string;
        noteVi: string;
      };
      unit: {
        id: string | null;
        nameVi: string;
        superiorVi: string | null;
        /** @enum {string} */
        kind: 'province' | 'district' | 'department';
      };
      number: string | null;
      date: string | null;
      signer: string | null;
      decision: {
        number: string;
        issued: string;
        title: string;
        source: string;
      };
      tasks: {
        summary: {
          total: number;
          done: number;
          inProgress: number;
          late: number;
          unreported: number;
        };
        groups: {
          number: number;
          name: string;
          tasks: {
            number: string;
            text: string;
            periodText: string;
            lead: string;
            partners: string | null;
            role: ('lead' | 'support') | null;
            channel: string;
            /** @enum {string} */
            when: 'due' | 'past' | 'ahead';
            reports: {
              unitName: string;
              revision: number;
              status: string;
              percent: number;
              evidence: string;
              obstacles: string | null;
              isChecked: boolean;
              signedBy: string | null;
              checkedBy: string | null;
              restated: string | null;
            }[];
            kpis: {
              id: string;
              nameVi: string;
              unit: string;
              precision: number;
              value: number | null;
            }[];
          }[];
        }[];
      };
      fields: {
        domain: string;
        nameVi: string;
        rows: {
          id: string;
          /** @enum {string} */
          kind: 'kpi' | 'indicator';
          nameVi: string;
          unit: string;
          precision: number;
          value: number | null;
          lo: number | null;
          hi: number | null;
          previous: number | null;
          targets: {
            id: string;
            text: string;
            source: string;
            /** @enum {string} */
            status: 'reached' | 'exceeded' | 'missed' | 'open' | 'no_data';
            distance: number | null;
          }[];
          trend: {
            /** @enum {string} */
            period: 'month' | 'year';
            from: string;
            values: (number | null)[];
          };
          quality: ('ok' | 'partial' | 'insufficient') | null;
          finality: ('provisional' | 'final' | 'signed') | null;
          completeness: number | null;
          sources: {
            reporting: number;
            expected: number;
          } | null;
          place: string | null;
          status: string | null;
          source: string | null;
          publishedAt: string | null;
          reason: string | null;
          restatements: {
            period: string;
            from: string;
            revision: number;
            reason: string | null;
          }[];
        }[];
      }[];
      goals: {
        id: string;
        year: number;
        sectorVi: string;
        quote: string;
        section: string;
        measures: {
          id: string;
          nameVi: string;
          unit: string;
          precision: number;
          area: string;
          value: number | null;
          target: string | null;
          status: string | null;
        }[];
        tasks: {
          number: string;
          percent: number;
          unitName: string;
        }[];
        hasData: boolean;
      }[];
      methods: {
        id: string;
        version: number;
        nameVi: string;
        formula: string;
        rollup: string;
        minCompleteness: number;
        source: string;
        note: string | null;
      }[];
    };
    ApiKey: {
      id: string;
      name: string;
      createdAt: string;
      expiresAt: string | null;
      revokedAt: string | null;
      roles: components['schemas']['RoleGrant'][];
    };
    Area: {
      code: string;
      reportingSet: string;
      nameVi: string;
      nameEn: string;
      /** @enum {string} */
      level: 'province' | 'district' | 'commune';
      parent: string | null;
      areaKm2: number | null;
      validFrom: string;
      validTo: string | null;
      stations: number;
      /** @description GeoJSON, with `outline=true` only */
      outline?: {
        /** @constant */
        type: 'MultiPolygon';
        coordinates: number[][][][];
      } | null;
    };
    AreaFact: {
      reportingSet: string;
      area: string;
      key: string;
      /** @description null: withdrawn from `validFrom` on */
      value: number | null;
      /** @description null for a key that no KPI of the catalogue reads */
      unit: string | null;
      nameVi: string | null;
      nameEn: string | null;
      /** @description KPIs of the catalogue that read it */
      readBy: string[];
      validFrom: string;
      validTo: string | null;
      revision: number;
      source: string;
      recordedBy: string;
      recordedAt: string;
      virtual: boolean;
    };
    AreaFactsInput: {
      /** @description name of the person who does it */
      by: string;
      facts: {
        /** @description default the active one */
        reportingSet?: string;
        area: string;
        /** @description what it is; the catalogue's KPIs read road_km_major, isect_signal, isect_adaptive, lot_spaces, bins, lamps, drain_km */
        key: string;
        /** @description null withdraws the figure from `validFrom` on */
        value: number | null;
        /** @description RFC 3339 time or local date from which it holds */
        validFrom: string;
        /**
         * @description exclusive; null: until another one follows
         * @default null
         */
        validTo?: string | null;
        /** @description document and page */
        source: string;
        /**
         * @description of the simulated city: counts while its devices are in service
         * @default false
         */
        virtual?: boolean;
      }[];
    };
    AssessedIndicator: {
      code: string;
      names: {
        vi: string;
        en: string;
      };
      group: string | null;
      unit: string | null;
      formula: string | null;
      /**
       * @description threshold: the value must meet the criterion; reported: a final value of sufficient data is asked for
       * @enum {string}
       */
      rule: 'threshold' | 'reported';
      criterion: {
        comparator: string;
        lo: number | null;
        hi: number | null;
      } | null;
      /** @enum {string} */
      computability: 'C' | 'P' | 'R';
      source: string;
      note: string | null;
      /** @enum {string} */
      verdict: 'pass' | 'not_pass' | 'not_enough_evidence';
      /** @description why there is not enough evidence */
      reason: ('nothing_mapped' | 'only_proxy' | 'no_data' | 'not_final' | 'no_single_value') | null;
      evidence: {
        kpi: string | null;
        series: string | null;
        /** @enum {string} */
        relation: 'exact' | 'proxy' | 'component';
        /** @description of the year */
        value: number | null;
        /** @description the KPI values it rests on */
        items: components['schemas']['KpiItem'][];
        /** @description the published values it rests on */
        published: {
          value: number | null;
          status: string;
          revision: number;
          source: string;
          publishedAt: string | null;
        }[];
      }[];
    };
    AuditEntry: {
      /** @description 1, 2, 3 … without a gap */
      seq: number;
      at: string;
      caller: {
        kind: string;
        id: string;
        name: string;
      };
      action: string;
      object: string;
      /** @description JSON as it was hashed; secrets left out, long bodies by digest */
      detail: string;
      /** @description HTTP status; null: it is about to be done */
      outcome: number | null;
      /** @description entry of which this is the outcome */
      outcomeOf: number | null;
      /** @description hex SHA-256 over the hash before and this entry; docs/security.md says how */
      hash: string;
    };
    AuditVerdict: {
      entries: number;
      /** @description newest hash; kept elsewhere it shows later whether the end was cut off */
      head: string;
      /** @description first entry that does not follow; null: the trail is whole */
      brokenAt: number | null;
    };
    CheckInput: {
      reportingSet?: string;
      /** @description default: every area of the set */
      area?: string;
      /** @description name of the person who does it */
      by: string;
    };
    ClaimBatch: {
      id: string;
      note: string;
      profile: string;
      cadence: number;
      area: string | null;
      station: string | null;
      by: string;
      at: string;
      expiresAt: string;
      revokedAt: string | null;
      codes: number;
      claimed: number;
    };
    ClaimBatchInput: {
      count: number;
      /** @description device type of all of them */
      profile: string;
      /** @description seconds between two readings; by default the profile's */
      cadence?: number;
      /** @description area in which all of them have to stand; by default anywhere */
      area?: string;
      /** @description station at which all of them stand */
      station?: string;
      /** @description begin of the devices' ids; by default the profile */
      prefix?: string;
      /**
       * @description how long they can be claimed
       * @default 90
       */
      days?: number;
      /**
       * @description e.g. delivery or contract
       * @default
       */
      note?: string;
      /** @description name of the person who does it */
      by?: string;
    };
    ClaimInput: {
      claimCode: string;
      /** @description station at which it stands, where that is registered */
      station?: string;
      /** @description where it stands, for a station of its own */
      place?: {
        name: string;
        lat: number;
        lon: number;
      };
      lanes?: number[];
      direction?: string;
    };
    ClaimedDevice: {
      /** @description of the device: its user name */
      id: string;
      /** @description shown this once; stored only as a salted hash */
      credential: string;
      station: string;
    };
    Codec: {
      id: string;
      version: number;
      family: string;
      nameVi: string;
      nameEn: string;
      note: string;
      validFrom: string;
      /** @description when the next version takes over */
      validTo: string | null;
      by: string;
      /** @description devices whose codec it is now */
      devices: string[];
      mapping: components['schemas']['PayloadMapping'];
    };
    CodecInput: {
      id: string;
      /** @description measure family of the devices that send it */
      family: string;
      nameVi: string;
      nameEn: string;
      /**
       * @description what it is for, or what changed
       * @default
       */
      note?: string;
      /** @description messages that arrive from then on; now or later, default now */
      validFrom?: string;
      mapping: components['schemas']['PayloadMappingInput'];
      /** @description default: who is signed in */
      by?: string;
    };
    CodecVersionInput: {
      nameVi?: string;
      nameEn?: string;
      /**
       * @description what it is for, or what changed
       * @default
       */
      note?: string;
      /** @description messages that arrive from then on; now or later, default now */
      validFrom?: string;
      mapping: components['schemas']['PayloadMappingInput'];
      /** @description default: who is signed in */
      by?: string;
    };
    Comparison: {
      /** @enum {string} */
      period: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
      /** @enum {string} */
      view: 'values' | 'index' | 'yoy';
      base: string | null;
      axis: {
        from: string;
        to: string;
      }[];
      items: {
        /** @enum {string} */
        kind: 'kpi' | 'indicator';
        id: string;
        area: string;
        reportingSet: string;
        nameVi: string;
        nameEn: string;
        /** @description of `value` in the asked view; pp: percentage points */
        unit: string;
        givenUnit: string;
        /** @description period that unpublished values were added up from */
        aggregatedFrom: string | null;
        /** @description one for each period of the axis */
        points: {
          /** @description in the asked view; null: there is none */
          value: number | null;
          /** @description the value as it is */
          given: number | null;
          lo: number | null;
          hi: number | null;
          /** @description of a KPI value; of a published one its status, or what it was added up from */
          quality: string | null;
          finality: string | null;
          completeness: number | null;
          revision: number | null;
        }[];
      }[];
      next: null;
      correlations: {
        a: {
          id: string;
          area: string;
          reportingSet: string;
        };
        b: {
          id: string;
          area: string;
          reportingSet: string;
        };
        lag: number;
        /** @description pairs of periods in which both have a value */
        n: number;
        /** @description with its 95 % interval (Fisher) */
        pearson: {
          value: number;
          lo: number;
          hi: number;
        } | null;
        /** @description with its 95 % interval (Bonett and Wright) */
        spearman: {
          value: number;
          lo: number;
          hi: number;
        } | null;
        /** @description why there is none */
        refused: string | null;
      }[];
      boundaries: {
        reportingSet: string;
        nameVi: string;
        noteVi: string;
        areas: string[];
      }[];
      notes: string[];
    };
    ComponentFamily: {
      family: string;
      components: string[];
      periods: string[];
    };
    Device: {
      id: string;
      station: string;
      profile: string;
      family: string;
      codec: string;
      cadence: number;
      lanes: number[];
      direction: string;
      gateway: string | null;
      active: boolean;
      activeFrom: string | null;
      /** @enum {string} */
      state: 'live' | 'late' | 'silent' | 'never';
      lastSeen: string | null;
      virtual: boolean;
      /**
       * @description `state`, or frozen (one value over and over), or flapping (came and went four times within the hour)
       * @enum {string}
       */
      health: 'live' | 'late' | 'silent' | 'never' | 'frozen' | 'flapping';
      /** @description seconds since the end of its newest reading */
      age: number | null;
      /** @description what it sends is rejected as `quarantined` meanwhile */
      quarantine: components['schemas']['Quarantine'] | null;
      /** @description measures whose value stands still */
      frozen: string[];
    };
    DeviceCodec: {
      device: string;
      codec: string;
      from: string;
    };
    DeviceCodecInput: {
      /** @description `native`, or the id of a codec of the same family */
      codec: string;
      /** @description messages that arrive from then on; now or later, default now */
      from?: string;
      /** @description default: who is signed in */
      by?: string;
    };
    DeviceHealth: {
      device: string;
      /**
       * @description frozen: it reports one value over and over; flapping: it came and went four times within the hour
       * @enum {string}
       */
      health: 'live' | 'late' | 'silent' | 'never' | 'frozen' | 'flapping';
      /** @description seconds since the end of its newest reading */
      ageS: number | null;
      /** @description measures whose value stands still */
      frozen: string[];
      /** @description when its freshness changed within the last hour */
      changes: string[];
      today: {
        received: number;
        /** @description readings by reason, since local midnight */
        rejected: {
          [key: string]: number;
        };
      };
    };
    DeviceInput: {
      id: string;
      station: string;
      profile: string;
      codec?: string;
      /** @description seconds between two readings */
      cadence: number;
      lanes?: number[];
      direction?: string;
      /** Format: date-time */
      activeFrom?: string;
      gateway?: string;
    };
    Endpoints: {
      mqtt: {
        host: string;
        port: number;
        tls: boolean;
      };
      /** @description POST one reading or an array; Basic `id:credential` */
      ingest: string;
    };
    Exclusion: {
      id: number;
      device: string;
      from: string;
      /** @description exclusive */
      to: string;
      /** @enum {string} */
      kind: 'faulty' | 'maintenance';
      reason: string;
      by: string;
      at: string;
      withdrawnBy: string | null;
      withdrawnAt: string | null;
    };
    ExclusionInput: {
      device: string;
      /** @description RFC 3339 time or local date; snapped back to a 5-minute window */
      from: string;
      /** @description exclusive; snapped on to a 5-minute window */
      to: string;
      /**
       * @description `faulty`: readings are owed and missing; `maintenance`: none is owed
       * @enum {string}
       */
      kind: 'faulty' | 'maintenance';
      /** @description why, in words */
      reason: string;
      /** @description name of the person who does it */
      by: string;
    };
    Framework: {
      code: string;
      version: string;
      names: {
        vi: string;
        en: string;
      };
      issuer: string;
      document: string;
      issued: string | null;
      validFrom: string | null;
      /** @description first day on which it is no longer in force */
      validTo: string | null;
      note: {
        vi: string;
        en: string;
      } | null;
      /** @description how many are listed here; 0: its annex is to be imported */
      indicators: number;
    };
    FrameworkAssessment: {
      framework: components['schemas']['Framework'];
      area: string;
      reportingSet: string;
      year: number;
      /** @description whether the framework holds in that year; null: not known */
      inForce: boolean | null;
      summary: {
        pass: number;
        notPass: number;
        notEnoughEvidence: number;
      };
      items: components['schemas']['AssessedIndicator'][];
      next: string | null;
    };
    FrameworkIndicator: {
      code: string;
      names: {
        vi: string;
        en: string;
      };
      group: string | null;
      unit: string | null;
      formula: string | null;
      /**
       * @description threshold: the value must meet the criterion; reported: a final value of sufficient data is asked for
       * @enum {string}
       */
      rule: 'threshold' | 'reported';
      criterion: {
        comparator: string;
        lo: number | null;
        hi: number | null;
      } | null;
      /** @enum {string} */
      computability: 'C' | 'P' | 'R';
      evidence: {
        kpi: string | null;
        series: string | null;
        /** @enum {string} */
        relation: 'exact' | 'proxy' | 'component';
      }[];
      source: string;
      note: string | null;
    };
    Gateway: {
      id: string;
      /** @description how many are registered under it */
      devices: number;
    };
    GatewayInput: {
      id: string;
    };
    Health: {
      /** @constant */
      status: 'ok';
    };
    ImportReport: {
      /** @description true: nothing was stored */
      dryRun: boolean;
      /** @description rows without a problem */
      rows: number;
      added: number;
      revised: number;
      unchanged: number;
      problemCount: number;
      /** @description the first thousand */
      problems: {
        /** @description as a spreadsheet counts; the header is a row */
        row: number;
        /** @description null: the row as a whole */
        column: string | null;
        /** @description address of the cell, e.g. F12 */
        cell: string | null;
        /** @description kind of problem */
        code: string;
        message: string;
      }[];
    };
    Indicator: {
      nameVi: string;
      nameEn: string;
      unit: string;
      periods: string[];
      levels: string[];
      /**
       * @description how shorter periods make a longer one that is not published
       * @default null
       */
      aggregation: string | null;
      direction: string;
      publisher: string;
      source: string;
      /** @default null */
      note: string | null;
      id: string;
      values: {
        area: string;
        reportingSet: string;
        period: string;
        /** @description first day of the period, local */
        from: string;
        value: number | null;
        /** @default null */
        lo: number | null;
        /** @default null */
        hi: number | null;
        /** @description estimate, preliminary, official, reference or plan */
        status: string;
        revision: number;
        /** @default null */
        confidence: string | null;
        /** @default null */
        source: string | null;
        /** @default null */
        publishedAt: string | null;
        /** @default null */
        note: string | null;
        /**
         * @description who imported it
         * @default null
         */
        by: string | null;
      }[];
    };
    KpiDefinition: {
      id: string;
      version: number;
      names: {
        vi: string;
        en: string;
      };
      unit: string;
      dimension: string;
      /** @enum {string} */
      domain:
        | 'mobility'
        | 'environment'
        | 'water'
        | 'waste'
        | 'energy'
        | 'safety'
        | 'data'
        | 'socio-economic'
        | 'crossed';
      family:
        | (
            | 'traffic'
            | 'air'
            | 'noise'
            | 'weather'
            | 'water'
            | 'waste'
            | 'lighting'
            | 'energy'
            | 'parking'
            | 'data'
            | 'indicators'
          )
        | null;
      method: string | null;
      formula: string;
      expression?: string;
      /** @default [] */
      members: {
        id: string;
        names: {
          vi: string;
          en: string;
        };
        unit: string;
        precision?: number;
        /** @enum {string} */
        direction?: 'up' | 'down' | 'context' | 'band';
        expression?: string;
      }[];
      periods: ('5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year')[];
      /** @default 0 */
      lookbackHours: number;
      /** @enum {string} */
      rollup:
        | 'sum'
        | 'ratio'
        | 'max-with-place'
        | 'histogram'
        | 'energy-mean'
        | 'vkt-weighted'
        | 'population-weighted'
        | 'station-mean'
        | 'station-only'
        | 'province-only'
        | 'expression';
      /** @enum {string} */
      direction: 'up' | 'down' | 'context' | 'band';
      /**
       * @default {
       *       "ok": 0.75,
       *       "partial": 0.5
       *     }
       */
      minCompleteness: {
        ok: number;
        partial: number;
      };
      precision: number;
      /** @default [] */
      targets: {
        member?: string;
        area?: string;
        year?: number;
        validFrom?: string;
        validTo?: string;
        lo?: number;
        hi?: number;
        /** @enum {string} */
        comparator: 'le' | 'lt' | 'ge' | 'gt' | 'between';
        sourceDoc: string;
        sourceQuote?: string;
      }[];
      /** @default null */
      limits: string | null;
      /** @default {} */
      parameters: {
        [key: string]: unknown;
      };
      /** @default [] */
      bands: {
        upTo: number | null;
        names: {
          vi: string;
          en: string;
        };
        colour: string;
      }[];
      /** @enum {string} */
      status: 'computed' | 'planned' | 'shadow';
      source: string;
      /** @default [] */
      references: string[];
      note?: {
        vi: string;
        en: string;
      };
      validFrom: string;
      /** @default null */
      validTo: string | null;
    };
    KpiDefinitionInput: {
      id: string;
      /** @description default: the one after the newest */
      version?: number;
      names: {
        vi: string;
        en: string;
      };
      unit: string;
      /** @default index */
      dimension?: string;
      /** @enum {string} */
      domain:
        | 'mobility'
        | 'environment'
        | 'water'
        | 'waste'
        | 'energy'
        | 'safety'
        | 'data'
        | 'socio-economic'
        | 'crossed';
      family:
        | (
            | 'traffic'
            | 'air'
            | 'noise'
            | 'weather'
            | 'water'
            | 'waste'
            | 'lighting'
            | 'energy'
            | 'parking'
            | 'data'
            | 'indicators'
          )
        | null;
      /** @default null */
      method?: null;
      /** @description in words; default: the expression */
      formula?: string;
      expression?: string;
      /** @default [] */
      members?: {
        id: string;
        names: {
          vi: string;
          en: string;
        };
        unit: string;
        precision?: number;
        /** @enum {string} */
        direction?: 'up' | 'down' | 'context' | 'band';
        expression?: string;
      }[];
      periods: ('5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year')[];
      /** @default 0 */
      lookbackHours?: number;
      /**
       * @default expression
       * @enum {string}
       */
      rollup?:
        | 'sum'
        | 'ratio'
        | 'max-with-place'
        | 'histogram'
        | 'energy-mean'
        | 'vkt-weighted'
        | 'population-weighted'
        | 'station-mean'
        | 'station-only'
        | 'province-only'
        | 'expression';
      /**
       * @default context
       * @enum {string}
       */
      direction?: 'up' | 'down' | 'context' | 'band';
      /**
       * @default {
       *       "ok": 0.75,
       *       "partial": 0.5
       *     }
       */
      minCompleteness?: {
        ok: number;
        partial: number;
      };
      /** @default 2 */
      precision?: number;
      /** @default [] */
      targets?: {
        member?: string;
        area?: string;
        year?: number;
        validFrom?: string;
        validTo?: string;
        lo?: number;
        hi?: number;
        /** @enum {string} */
        comparator: 'le' | 'lt' | 'ge' | 'gt' | 'between';
        sourceDoc: string;
        sourceQuote?: string;
      }[];
      /** @default null */
      limits?: string | null;
      /** @default {} */
      parameters?: {
        [key: string]: unknown;
      };
      /** @default [] */
      bands?: {
        upTo: number | null;
        names: {
          vi: string;
          en: string;
        };
        colour: string;
      }[];
      /**
       * @default computed
       * @enum {string}
       */
      status?: 'computed' | 'shadow';
      source: string;
      /** @default [] */
      references?: string[];
      note?: {
        vi: string;
        en: string;
      };
      /**
       * Format: date
       * @description first local day for which this version computes; default: of a new KPI 2019-01-01, of a new version today
       */
      validFrom?: string;
      /** @default null */
      validTo?: string | null;
      /** @description name of the person who does it */
      by?: string;
    };
    KpiItem: {
      /** @description KPI, or member of a family, e.g. MOB-04 or MOB-14.motorcycle */
      kpi: string;
      /** @description area code of the reporting set, or a station's id */
      area: string;
      /** @description station that a maximum stands at */
      place: string | null;
      /** @enum {string} */
      period: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
      /** Format: date-time */
      from: string;
      /**
       * Format: date-time
       * @description exclusive
       */
      to: string;
      /** @description null when insufficient; never zero in its stead */
      value: number | null;
      unit: string;
      num: number | null;
      den: number | null;
      /** @enum {string} */
      quality: 'ok' | 'partial' | 'insufficient';
      /** @enum {string} */
      finality: 'provisional' | 'final' | 'signed';
      completeness: number;
      sources: {
        reporting: number;
        expected: number;
      };
      /** @description version of the definition */
      definition: number;
      reportingSet: string;
      registryRevision: number;
      revision: number;
      /** @description why a revision was made, or a caveat such as tms */
      reason: string | null;
      /**
       * @description what the value must be read with, whatever its reason: spot_speed, interval_speed, unofficial, median, monitored_roads
       * @default []
       */
      caveats: string[];
      /** Format: date-time */
      computedAt: string;
    };
    LastPayload: {
      device: string;
      /** @description arrival */
      at: string;
      topic: string;
      inlet: string;
      contentType: string | null;
      /** @description why the gateway refused it; the payload was not kept then */
      refused: string | null;
      /** @description bytes of the whole payload */
      size: number;
      /** @description base64, at most 64 kB */
      bytes: string;
      /** @description the same as text, where it is UTF-8 */
      text: string | null;
    };
    LedgerItem: {
      device: string;
      hour: string;
      /** @description always the sum of the others; unit: readings */
      received: number;
      stored: number;
      corrected: number;
      duplicate: number;
      rejected: {
        [key: string]: number;
      };
      inFlight: number;
    };
    Lineage: {
      /** @description the value as published; null: none yet */
      item: components['schemas']['KpiItem'] | null;
      /** @description what the inputs come to now */
      recomputed: number | null;
      definition: {
        id: string;
        version: number;
        formula: string;
        method: string | null;
        source: string;
        minCompleteness: {
          ok: number;
          partial: number;
        };
      };
      formula: {
        [key: string]: string | number;
      };
      /** @description the numbers themselves: `format=csv` */
      inputs: {
        role: string;
        component: string;
        count: number;
        sum: number;
      }[];
      stations: {
        station: string;
        name: string;
        /** @description innermost area of the set that it lay in then */
        area: string | null;
        components: {
          [key: string]: number;
        };
        facts: {
          key: string;
          value: unknown;
          validFrom: string | null;
        }[];
        devices: {
          device: string;
          lanes: number[];
          /** @description query for its stored 5-minute windows */
          windows: string;
          /** @description query for its stored readings, one measure; others likewise */
          points: string;
          measures: string[];
          /** @description where its messages stand in the log; null: no reading is stored any more */
          log: {
            topic: string;
            partition: number;
            from: number;
            /** @description exclusive */
            to: number;
            /** @description false: of the first and last reading by time; late ones may stand after it */
            exact: boolean;
            /** @description false: the log has dropped the oldest of it */
            kept: boolean;
          } | null;
        }[];
      }[];
      exclusions: {
        id: number;
        device: string;
        from: string;
        to: string;
        kind: string;
        reason: string;
        by: string;
      }[];
      revisions: {
        revision: number;
        reason: string | null;
        value: number | null;
        at: string;
      }[];
      /** @description query for the inputs as CSV; docs/recompute.py recomputes the value */
      csv: string;
    };
    Measure: {
      id: string;
      family: string;
      key: string;
      nameVi: string;
      nameEn: string;
      /** @description UCUM */
      unit: string;
      /** @enum {string} */
      kind: 'count' | 'gauge' | 'level' | 'meter' | 'state';
      min: number;
      max: number;
      maxRatePerMinute: number | null;
      cadence: number;
      edges: number[] | null;
      states: {
        [key: string]: number;
      } | null;
      /** @description default aggregate */
      agg: string;
      aggregates: string[];
    };
    NewApiKey: {
      id: string;
      /** @description shown this once */
      key: string;
    };
    NewClaimCodes: {
      /** @description of the batch */
      id: string;
      expiresAt: string;
      items: {
        /** @description id that its device gets */
        device: string;
        /** @description shown this once */
        claimCode: string;
      }[];
    };
    NewCredential: {
      id: string;
      /** @description shown this once; stored only as a salted hash */
      credential: string;
    };
    NewPerson: {
      id: string;
      name: string;
      email: string;
      /** @description who vouched for them; null before the first sign-in */
      issuer: string | null;
      blocked: boolean;
      createdAt: string;
      signedInAt: string | null;
      roles: components['schemas']['RoleGrant'][];
      /** @description for the bundled issuer; shown this once */
      secret: string | null;
    };
    OpenDataDictionary: {
      id: string;
      /** @enum {string} */
      kind: 'kpi' | 'series';
      title: {
        vi: string;
        en: string;
      };
      unit: {
        vi: string;
        en: string;
      };
      domain: string;
      periods: ('5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year')[];
      method: {
        vi: string;
        en: string;
      };
      source: {
        vi: string;
        en: string;
      };
      references: string[];
      note: {
        vi: string;
        en: string;
      } | null;
      members: {
        id: string;
        title: {
          vi: string;
          en: string;
        };
        unit: {
          vi: string;
          en: string;
        };
      }[];
      columns: {
        name: string;
        /** @enum {string} */
        type: 'text' | 'number' | 'integer' | 'time';
        title: {
          vi: string;
          en: string;
        };
        description: {
          vi: string;
          en: string;
        };
      }[];
      quality: {
        /** @description completeness from which a value is `ok` or `partial`; below it is empty */
        minCompleteness: {
          ok: number;
          partial: number;
        } | null;
        finalAfterMinutes: number;
        /** @description whether stations of the virtual city are among the sources */
        simulated: boolean;
      };
      suppression: {
        below: number;
        /** @description counts that are hidden where they are small */
        columns: string[];
      };
      publisher: string;
      licence: {
        url: string;
        name: string;
      };
      files: {
        name: string;
        from: string;
        to: string;
        urls: {
          [key: string]: string;
        };
      }[];
    };
    PayloadMapping: {
      /** @description where the readings are: an array, one of them, or the members of an object (`lanes.*`); default: the message */
      readings?: string;
      time:
        | string
        | {
            /** @description way into the payload: `a.b`, `a[0]`, `a["b c"]`, `a[name=b].value`; `$.a` begins at the message */
            path: string;
            /**
             * @description rfc3339, epoch-s, epoch-ms or a pattern of YYYY MM DD HH mm ss SSS
             * @default rfc3339
             */
            format: string;
            /** @description offset of a local time, such as +07:00 */
            zone?: string;
            /**
             * @description default: the device profile's
             * @enum {string}
             */
            stamp?: 'end' | 'start';
          };
      period?:
        | string
        | {
            /** @description way into the payload: `a.b`, `a[0]`, `a["b c"]`, `a[name=b].value`; `$.a` begins at the message */
            path?: string;
            value?: number;
            /**
             * @default s
             * @enum {string}
             */
            unit: 's' | 'ms' | 'min' | 'h';
          };
      lane?:
        | string
        | {
            /** @description way into the payload: `a.b`, `a[0]`, `a["b c"]`, `a[name=b].value`; `$.a` begins at the message */
            path?: string;
            value?: number;
            map?: {
              [key: string]: number;
            };
          };
      /** @enum {string} */
      speedKind?: 'space' | 'time';
      measures: {
        [key: string]:
          | string
          | {
              /** @description way into the payload: `a.b`, `a[0]`, `a["b c"]`, `a[name=b].value`; `$.a` begins at the message */
              path?: string;
              /** @description the same in every reading */
              value?: number | string;
              /** @description the payload's unit as UCUM; converted to the catalogue's */
              unit?: string;
              factor?: number;
              /** @description added after the factor */
              offset?: number;
              /** @description value in the payload → value that is stored, or the name of a state */
              map?: {
                [key: string]: string | number;
              };
              /** @description values that mean: not measured */
              ignore?: (string | number | boolean)[];
            };
      };
    };
    PayloadMappingInput: {
      /** @description where the readings are: an array, one of them, or the members of an object (`lanes.*`); default: the message */
      readings?: string;
      time:
        | string
        | {
            /** @description way into the payload: `a.b`, `a[0]`, `a["b c"]`, `a[name=b].value`; `$.a` begins at the message */
            path: string;
            /**
             * @description rfc3339, epoch-s, epoch-ms or a pattern of YYYY MM DD HH mm ss SSS
             * @default rfc3339
             */
            format?: string;
            /** @description offset of a local time, such as +07:00 */
            zone?: string;
            /**
             * @description default: the device profile's
             * @enum {string}
             */
            stamp?: 'end' | 'start';
          };
      period?:
        | string
        | {
            /** @description way into the payload: `a.b`, `a[0]`, `a["b c"]`, `a[name=b].value`; `$.a` begins at the message */
            path?: string;
            value?: number;
            /**
             * @default s
             * @enum {string}
             */
            unit?: 's' | 'ms' | 'min' | 'h';
          };
      lane?:
        | string
        | {
            /** @description way into the payload: `a.b`, `a[0]`, `a["b c"]`, `a[name=b].value`; `$.a` begins at the message */
            path?: string;
            value?: number;
            map?: {
              [key: string]: number;
            };
          };
      /** @enum {string} */
      speedKind?: 'space' | 'time';
      measures: {
        [key: string]:
          | string
          | {
              /** @description way into the payload: `a.b`, `a[0]`, `a["b c"]`, `a[name=b].value`; `$.a` begins at the message */
              path?: string;
              /** @description the same in every reading */
              value?: number | string;
              /** @description the payload's unit as UCUM; converted to the catalogue's */
              unit?: string;
              factor?: number;
              /** @description added after the factor */
              offset?: number;
              /** @description value in the payload → value that is stored, or the name of a state */
              map?: {
                [key: string]: string | number;
              };
              /** @description values that mean: not measured */
              ignore?: (string | number | boolean)[];
            };
      };
    };
    Person: {
      id: string;
      name: string;
      email: string;
      /** @description who vouched for them; null before the first sign-in */
      issuer: string | null;
      blocked: boolean;
      createdAt: string;
      signedInAt: string | null;
      roles: components['schemas']['RoleGrant'][];
    };
    PlacingInput: {
      reportingSet?: string;
      area: string | null;
    };
    Plan: {
      document: {
        [key: string]: unknown;
      };
      groups: {
        [key: string]: unknown;
      }[];
      tasks: {
        [key: string]: unknown;
      }[];
      goals: {
        [key: string]: unknown;
      }[];
    };
    PlanTaskState: {
      number: string;
      group: number;
      text: string;
      periodText: string;
      lead: string;
      partners: string | null;
      /** @description of the unit asked for */
      role: ('lead' | 'support') | null;
      /** @description department that it is reported through (III.5) */
      channel: string;
      /**
       * @description the year asked for in the task's own time
       * @enum {string}
       */
      when: 'due' | 'past' | 'ahead';
      kpis: string[];
      /** @description the newest checked report of each unit */
      checked: components['schemas']['PlanUpdate'][];
      /** @description not checked yet */
      pending: components['schemas']['PlanUpdate'][];
    };
    PlanUpdate: {
      id: number;
      task: string;
      year: number;
      unit: string;
      unitName: string;
      revision: number;
      /** @enum {string} */
      state: 'draft' | 'signed' | 'checked' | 'refused';
      /** @enum {string} */
      status: 'not_started' | 'in_progress' | 'done' | 'delayed' | 'stopped';
      percent: number;
      evidence: string;
      obstacles: string | null;
      /** @description why a checked report was restated */
      reason: string | null;
      by: string;
      at: string;
      signedBy: string | null;
      signedAt: string | null;
      checkedBy: string | null;
      checkedAt: string | null;
      refusal: string | null;
    };
    PlanUpdateInput: {
      year: number;
      /** @description id or name of the reporting unit, see /api/v1/plan/units */
      unit: string;
      /** @enum {string} */
      status: 'not_started' | 'in_progress' | 'done' | 'delayed' | 'stopped';
      percent: number;
      /** @description what shows it: documents, systems, figures */
      evidence: string;
      obstacles?: string | null;
      /** @description needed when a checked report is restated */
      reason?: string | null;
      /** @description name of the person who does it */
      by: string;
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      detail: string;
      errors?: {
        path: string;
        message: string;
        /** @description of an uploaded file */
        row?: number;
        column?: string | null;
        cell?: string | null;
        code?: string;
      }[];
    };
    Profile: {
      id: string;
      family: string;
      /** @description keys of the family's measures that it reports */
      measures: string[];
      /**
       * @description which end of an interval `ts` names
       * @enum {string}
       */
      stamp: 'end' | 'start';
      codec: string;
      /** @description usual seconds between two readings */
      cadence: number | null;
      nameVi: string;
      nameEn: string;
    };
    Quarantine: {
      since: string;
      reason: string;
      by: string;
    };
    QuarantineInput: {
      /** @description why, in words */
      reason: string;
      /** @description name of the person who does it */
      by?: string;
    };
    Readiness: {
      ready: boolean;
      checks: {
        [key: string]: {
          ok: boolean;
          detail: string;
        };
      };
      warnings: string[];
    };
    /** @description beside these, the measures of the device's family: see /api/v1/measures */
    Reading: {
      /** @description RFC 3339; with `period` the interval's end */
      ts: string | number;
      /** @description seconds */
      period?: number;
      lane?: number;
      /** @description for gateways only: the device that the reading is of */
      device?: string;
    } & {
      [key: string]: unknown;
    };
    Recalculation: {
      id: number;
      /** @enum {string} */
      state: 'running' | 'stopped' | 'done' | 'failed';
      from: string;
      to: string;
      kpis: string[] | null;
      areas: string[] | null;
      /** @description measure families whose KPIs are worked out anew */
      domains: string[];
      dryRun: boolean;
      by: string;
      reason: string;
      at: string;
      endedAt: string | null;
      /** @description in pieces of work: one domain, one period */
      progress: {
        done: number;
        total: number;
        share: number;
      };
      /** @description values that became others; of a dry run: that would */
      changed: number;
      revisions: number;
      detail: string | null;
      /** @description of a dry run that ended while its request waited: the first 1,000 */
      differences: components['schemas']['RecalculationDifference'][] | null;
    };
    RecalculationDifference: {
      before: components['schemas']['KpiItem'] | null;
      after: components['schemas']['KpiItem'];
    };
    RecalculationInput: {
      from: string;
      /** @description exclusive; at most 370 days after from */
      to: string;
      /** @description default: all */
      kpis?: string[];
      /** @description areas whose differences count */
      areas?: string[];
      /**
       * @description find the differences, store nothing
       * @default false
       */
      dryRun?: boolean;
      /** @description name of the person who does it */
      by: string;
      /** @description why, in words */
      reason: string;
    };
    RecordedAreaFacts: {
      added: number;
      revised: number;
      unchanged: number;
    };
    Rejected: {
      at: string;
      device: string;
      topic: string;
      /** @enum {string} */
      reason:
        | 'not_json'
        | 'empty'
        | 'wrong_type'
        | 'too_deep'
        | 'duplicate_key'
        | 'forbidden_key'
        | 'no_time'
        | 'unknown_measure'
        | 'unknown_dimension'
        | 'out_of_range'
        | 'rate_of_change'
        | 'future'
        | 'too_old'
        | 'too_large'
        | 'foreign_topic'
        | 'unknown_codec'
        | 'store_refused'
        | 'quarantined';
      detail: string;
      /** @description first 4 kB of the payload, base64 */
      bytes: string;
      /** @description element of the array; null: the whole message */
      index: number | null;
      /** @description partition:offset:index in the log */
      position: string;
      replayedAt: string | null;
    };
    RejectedSummary: {
      device: string;
      /** @enum {string} */
      reason:
        | 'not_json'
        | 'empty'
        | 'wrong_type'
        | 'too_deep'
        | 'duplicate_key'
        | 'forbidden_key'
        | 'no_time'
        | 'unknown_measure'
        | 'unknown_dimension'
        | 'out_of_range'
        | 'rate_of_change'
        | 'future'
        | 'too_old'
        | 'too_large'
        | 'foreign_topic'
        | 'unknown_codec'
        | 'store_refused'
        | 'quarantined';
      /** @description readings, as the ledger counts them by hour */
      rejected: number;
      /** @description rows of /api/v1/rejected: at most 100 an hour; also measures dropped of stored readings */
      listed: number;
      /** @description of the listed, those that have not been replayed */
      waiting: number;
      first: string | null;
      last: string | null;
      /** @description of the last one */
      detail: string | null;
    };
    /** @description durable in the log; the ledger says what became of it */
    Replay: {
      device: string;
      replayOf: string;
    };
    ReplayInput: {
      position: string;
    };
    ReplayManyInput: {
      device?: string;
      /** @enum {string} */
      reason?:
        | 'not_json'
        | 'empty'
        | 'wrong_type'
        | 'too_deep'
        | 'duplicate_key'
        | 'forbidden_key'
        | 'no_time'
        | 'unknown_measure'
        | 'unknown_dimension'
        | 'out_of_range'
        | 'rate_of_change'
        | 'future'
        | 'too_old'
        | 'too_large'
        | 'foreign_topic'
        | 'unknown_codec'
        | 'store_refused'
        | 'quarantined';
      /** @description arrival; default: all that is listed */
      from?: string;
      /** @description arrival, exclusive; default: now */
      to?: string;
      /** @description default: who is signed in */
      by?: string;
    };
    ReplayProgress: {
      id: number;
      device: string | null;
      reason: string | null;
      from: string;
      to: string;
      by: string;
      /** @enum {string} */
      state: 'running' | 'done' | 'failed';
      /** @description records of the rejected topic that it has looked at */
      scanned: number;
      /** @description records that it looks at in all */
      total: number;
      /** @description messages that are durable in the log again */
      replayed: number;
      startedAt: string;
      endedAt: string | null;
      detail: string | null;
    };
    ReportingSet: {
      id: string;
      nameVi: string;
      nameEn: string;
      noteVi: string;
      noteEn: string;
      /** @enum {string} */
      status: 'active' | 'listed';
      /** @description what is reported in where no set is asked for */
      isDefault: boolean;
    };
    ReportingSetReport: {
      id: string;
      /** @enum {string} */
      status: 'active' | 'listed';
      areas: number;
      successors: number;
      /** @description stations by smallest area */
      stations: {
        [key: string]: number;
      };
      /** @description stations that lie in no area: their data counts nowhere in this set */
      outside: string[];
      /** @description stations inside several outlines that are not in one another; place them by hand */
      ambiguous: {
        station: string;
        areas: string[];
      }[];
    };
    ReportingUnit: {
      id: string;
      name: string;
      area: string | null;
    };
    RestatedValue: {
      /** @description why it would change, as a revision would say it */
      reason: string;
      before: components['schemas']['KpiItem'];
      after: components['schemas']['KpiItem'];
    };
    Restatement: {
      id: number;
      signature: number;
      /** @enum {string} */
      state: 'proposed' | 'accepted' | 'refused' | 'withdrawn';
      proposedAt: string;
      decidedBy: string | null;
      decidedAt: string | null;
      decision: string | null;
      /** @description values that would change */
      cells: number;
    };
    RestatementDecision: {
      /** @description name of the person who does it */
      by: string;
      /** @description why, in words */
      reason: string;
    };
    Retirement: {
      id: string;
      retiredAt: string;
    };
    RetirementInput: {
      /** @description since when it is out of service; default now, never later */
      at?: string;
      /** @description why, in words */
      reason: string;
      /** @description name of the person who does it */
      by?: string;
    };
    RoleGrant: {
      /** @enum {string} */
      role: 'viewer' | 'operator' | 'planner' | 'verifier' | 'administrator';
      /**
       * @description code of an area of the reporting set in force; null: the whole province
       * @default null
       */
      area: string | null;
    };
    RoleGrantInput: {
      /** @enum {string} */
      role: 'viewer' | 'operator' | 'planner' | 'verifier' | 'administrator';
      /**
       * @description code of an area of the reporting set in force; null: the whole province
       * @default null
       */
      area?: string | null;
    };
    RotatedCredential: {
      /** @description of the device or gateway: its user name */
      id: string;
      /** @description shown this once; stored only as a salted hash */
      credential: string;
      credentialId: string;
      /** @description until when the credentials before work */
      othersUntil: string;
    };
    RotationInput: {
      /**
       * @description seconds for which the credentials before go on working; a day by default
       * @default 86400
       */
      overlap?: number;
    };
    SavedQuery: {
      id: number;
      name: string;
      parameters: {
        [key: string]: unknown;
      };
      by: string;
      at: string;
    };
    SavedQueryInput: {
      name: string;
      /** @description as GET /api/v1/series takes them */
      parameters: {
        /** @description RFC 3339 time or local date, inclusive */
        from?: string;
        /** @description RFC 3339 time or local date, exclusive */
        to?: string;
        /** @description `{family}.{key}`, e.g. traffic.speed; several by commas or repeated */
        measure?: string | string[];
        /** @description devices */
        device?: string | string[];
        /** @description stations */
        station?: string | string[];
        /** @description area codes: all stations in each */
        area?: string | string[];
        /** @description that the areas are of */
        reportingSet?: string;
        /**
         * @description `raw`: the stored points; periods are those of Asia/Ho_Chi_Minh
         * @default 5min
         */
        bucket?: 'raw' | ('5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year');
        /**
         * @description default: the measure's own
         * @enum {string}
         */
        agg?: 'sum' | 'mean' | 'min' | 'max' | 'leq' | 'delta' | 'last' | 'count';
        /**
         * @description one series for each of these; default: for each area, station and device named
         * @enum {string}
         */
        by?: 'area' | 'station' | 'device' | 'lane';
      };
    };
    Score: {
      kpi: string;
      nameVi: string;
      nameEn: string;
      area: string;
      reportingSet: string;
      /** @enum {string} */
      period: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
      from: string;
      to: string;
      /** @description that is compared: of an average of years, their average so far */
      value: number | null;
      unit: string;
      quality: ('ok' | 'partial' | 'insufficient') | null;
      finality: ('provisional' | 'final' | 'signed') | null;
      completeness: number | null;
      target: components['schemas']['Target'];
      /** @description false: the target is for a later year */
      due: boolean;
      /** @enum {string} */
      status: 'reached' | 'exceeded' | 'missed' | 'open' | 'no_data';
      /** @description what the value still has to change by, in its unit */
      distance: number | null;
      distancePercent: number | null;
      /** @description needed to reach the target in its year */
      trend: {
        /** @description year of the target */
        until: number;
        years: number;
        /** @description change a year, in the value's unit */
        perYear: number | null;
        /** @description percent a year; for an average, of each year that is left */
        growthPerYear: number | null;
      } | null;
      /** @description why there is no value */
      reason: string | null;
    };
    Scorecard: {
      items: components['schemas']['Score'][];
      next: null;
      summary: {
        area: string;
        reached: number;
        exceeded: number;
        missed: number;
        open: number;
        no_data: number;
      }[];
    };
    Series: {
      id: string;
      measure: string;
      /** @description UCUM */
      unit: string;
      /** @description null: stored points */
      agg: ('sum' | 'mean' | 'min' | 'max' | 'leq' | 'delta' | 'last' | 'count') | null;
      area: string | null;
      station: string | null;
      device: string | null;
      lane: string | null;
      /** @description number of devices that it rests on */
      devices: number;
      /**
       * @description what was read: stored points or 5-minute windows
       * @enum {string}
       */
      tier: 'raw' | 'windows';
    };
    SeriesItem: {
      /** @description start of the bucket, or time of the point */
      t: string;
      value: number | null;
      /** @description values that it rests on */
      n: number;
      completeness: number;
      /** @description of several: the `id` of its series */
      series?: string;
      device?: string;
      lane?: string;
    };
    SessionState: {
      /** @enum {string} */
      kind: 'anonymous' | 'key' | 'service' | 'person';
      id: string;
      name: string;
      roles: components['schemas']['RoleGrant'][];
      /** @description what they may do, somewhere at least */
      actions: (
        | 'read'
        | 'payloads.read'
        | 'devices.write'
        | 'exclusions.write'
        | 'alarms.handle'
        | 'rejected.replay'
        | 'queries.write'
        | 'facts.write'
        | 'indicators.write'
        | 'targets.write'
        | 'definitions.write'
        | 'plan.write'
        | 'periods.sign'
        | 'periods.check'
        | 'recalculations.write'
        | 'areas.write'
        | 'alarm-rules.write'
        | 'webhooks.write'
        | 'people.write'
        | 'audit.read'
      )[];
      /** @description what they may do where */
      places: {
        /** @description with what lies in it; null: the whole province */
        area: string | null;
        actions: (
          | 'read'
          | 'payloads.read'
          | 'devices.write'
          | 'exclusions.write'
          | 'alarms.handle'
          | 'rejected.replay'
          | 'queries.write'
          | 'facts.write'
          | 'indicators.write'
          | 'targets.write'
          | 'definitions.write'
          | 'plan.write'
          | 'periods.sign'
          | 'periods.check'
          | 'recalculations.write'
          | 'areas.write'
          | 'alarm-rules.write'
          | 'webhooks.write'
          | 'people.write'
          | 'audit.read'
        )[];
      }[];
      canSignIn: boolean;
      /** @description where they are signed in */
      sessions: {
        agent: string;
        since: string;
        usedAt: string;
        current: boolean;
      }[];
    };
    SessionTokens: {
      accessToken: string;
      accessUntil: string;
      refreshToken: string;
      refreshUntil: string;
    };
    SetStatusInput: {
      /** @enum {string} */
      status: 'active' | 'listed';
    };
    ShadowItem: {
      kpi: string;
      area: string;
      period: string;
      from: string;
      /** @description null: it has no value for the period */
      version: {
        version: number;
        value: number | null;
        num: number | null;
        den: number | null;
        /** @enum {string} */
        quality: 'ok' | 'partial' | 'insufficient';
      } | null;
      against: {
        version: number;
        value: number | null;
        num: number | null;
        den: number | null;
        /** @enum {string} */
        quality: 'ok' | 'partial' | 'insufficient';
      } | null;
      difference: number | null;
      /** @description difference by the value it is compared with */
      relative: number | null;
      /** @description beyond 1e-9, or in quality */
      differs: boolean;
    };
    SignInput: {
      reportingSet?: string;
      /** @description default: every area of the set */
      area?: string;
      /** @description name of the person who does it */
      by: string;
      /** @default  */
      note?: string;
    };
    Signature: {
      id: number;
      reportingSet: string;
      /** @description null: every area of the set */
      area: string | null;
      /** @enum {string} */
      period: 'day' | 'week' | 'month' | 'quarter' | 'year';
      from: string;
      to: string;
      /**
       * @description values are frozen once it is checked
       * @enum {string}
       */
      state: 'signed' | 'checked';
      signedBy: string;
      signedAt: string;
      note: string;
      checkedBy: string | null;
      checkedAt: string | null;
    };
    Station: {
      id: string;
      name: string;
      kind: string;
      lat: number;
      lon: number;
      /** @description code of the smallest area that holds it */
      area: string | null;
      /** @description area by reporting set, where somebody placed it by hand */
      areaOverride: {
        [key: string]: string;
      };
      segment: {
        lengthKm: number;
        lanes: number;
        freeFlowKmh: number;
        /** @description of one direction, pcu/h */
        capacityPcu?: number;
        /** @description speed limit, one of 30, 40, 50, 60, 70, 80, 90, 100, 120 km/h */
        speedLimitKmh?: number;
      } | null;
      devices: string[];
      virtual: boolean;
    };
    StationFact: {
      key: string;
      value: unknown;
      validFrom: string;
      validTo: string | null;
    };
    StationFactInput: {
      /** @enum {string} */
      key:
        | 'segment'
        | 'roadType'
        | 'roadClass'
        | 'schedule'
        | 'lamps'
        | 'floodLevels'
        | 'noiseArea'
        | 'bins'
        | 'lot'
        | 'drain';
      /** @description as in seeds/stations.yaml: a text, or an object by the key */
      value: unknown;
      /** @description RFC 3339 time or local date from which it holds */
      validFrom: string;
      /**
       * @description exclusive; null: until another one follows
       * @default null
       */
      validTo?: string | null;
    };
    StationInput: {
      id: string;
      name: string;
      /** @description measure family, e.g. traffic, air, lighting */
      kind: string;
      lat: number;
      lon: number;
      segment?: {
        lengthKm: number;
        lanes: number;
        freeFlowKmh: number;
        /** @description of one direction, pcu/h */
        capacityPcu?: number;
        /** @description speed limit, one of 30, 40, 50, 60, 70, 80, 90, 100, 120 km/h */
        speedLimitKmh?: number;
      };
    };
    StoredCredential: {
      id: string;
      createdAt: string;
      /** @description when its overlap ends; null: until it is revoked */
      expiresAt: string | null;
      revokedAt: string | null;
      inForce: boolean;
    };
    Successor: {
      fromSet: string;
      from: string;
      toSet: string;
      to: string;
      /** @description part of `from` that went to `to`; null: not known */
      share: number | null;
    };
    Target: {
      id: string;
      version: number;
      /** @enum {string} */
      origin: 'seed' | 'user';
      /** @description KPI; with a dot and its member where the target is for one member */
      kpi: string;
      /** @description null: every area */
      area: string | null;
      /** @description the calendar year whose value it is for */
      year: number | null;
      validFrom: string | null;
      /** @description exclusive */
      validTo: string | null;
      /** @enum {string} */
      comparator: 'le' | 'lt' | 'ge' | 'gt' | 'between';
      lo: number | null;
      hi: number | null;
      unit: string;
      /**
       * @description better side; band: inside only
       * @enum {string}
       */
      direction: 'up' | 'down' | 'band';
      /** @description the target is an average of yearly growths since the base year */
      average: {
        baseYear: number;
        /** @enum {string} */
        of: 'kpi' | 'years';
      } | null;
      /** @enum {string} */
      basis: 'decision' | 'regulation' | 'resolution' | 'framework' | 'proposal';
      sourceDoc: string;
      sourceQuote: string | null;
      note: string | null;
    };
    TargetInput: {
      id: string;
      kpi: string;
      member?: string;
      area?: string;
      year?: number;
      validFrom?: string;
      validTo?: string;
      lo?: number;
      hi?: number;
      /** @enum {string} */
      comparator: 'le' | 'lt' | 'ge' | 'gt' | 'between';
      unit: string;
      /** @enum {string} */
      direction?: 'up' | 'down';
      average?: {
        baseYear: number;
        /** @enum {string} */
        of: 'kpi' | 'years';
      };
      /** @enum {string} */
      basis: 'decision' | 'regulation' | 'resolution' | 'framework' | 'proposal';
      sourceDoc: string;
      sourceQuote?: string;
      note?: string;
    };
    TriedMessage: {
      /** @description partition:offset:index in the log */
      position: string;
      at: string;
      device: string;
      /** @description why it was rejected */
      before: {
        /** @enum {string} */
        reason:
          | 'not_json'
          | 'empty'
          | 'wrong_type'
          | 'too_deep'
          | 'duplicate_key'
          | 'forbidden_key'
          | 'no_time'
          | 'unknown_measure'
          | 'unknown_dimension'
          | 'out_of_range'
          | 'rate_of_change'
          | 'future'
          | 'too_old'
          | 'too_large'
          | 'foreign_topic'
          | 'unknown_codec'
          | 'store_refused'
          | 'quarantined';
        detail: string;
      };
      /**
       * @description what a replay would bring; `gone`: the message is kept no more, or never was
       * @enum {string}
       */
      outcome: 'stored' | 'partly' | 'rejected' | 'gone';
      /** @description readings in the message */
      count: number;
      /** @description that would be stored; the first 20 */
      readings: {
        index: number;
        from: string;
        to: string;
        lane: string;
        /** @description by measure, in the unit of the catalogue */
        values: {
          [key: string]: number;
        };
      }[];
      /** @description what would not; the first 20 */
      faults: {
        /** @description element of the message; null: all of it */
        index: number | null;
        /** @description false: only a measure would be dropped */
        whole: boolean;
        /** @enum {string} */
        reason:
          | 'not_json'
          | 'empty'
          | 'wrong_type'
          | 'too_deep'
          | 'duplicate_key'
          | 'forbidden_key'
          | 'no_time'
          | 'unknown_measure'
          | 'unknown_dimension'
          | 'out_of_range'
          | 'rate_of_change'
          | 'future'
          | 'too_old'
          | 'too_large'
          | 'foreign_topic'
          | 'unknown_codec'
          | 'store_refused'
          | 'quarantined';
        detail: string;
      }[];
    };
    TryInput: {
      /** @description only its messages; needed where a mapping is tried */
      device?: string;
      /** @enum {string} */
      reason?:
        | 'not_json'
        | 'empty'
        | 'wrong_type'
        | 'too_deep'
        | 'duplicate_key'
        | 'forbidden_key'
        | 'no_time'
        | 'unknown_measure'
        | 'unknown_dimension'
        | 'out_of_range'
        | 'rate_of_change'
        | 'future'
        | 'too_old'
        | 'too_large'
        | 'foreign_topic'
        | 'unknown_codec'
        | 'store_refused'
        | 'quarantined';
      /**
       * @description messages, the newest first
       * @default 20
       */
      limit?: number;
      /** @description decode by this codec instead of the device’s own */
      codec?: string;
      /** @description decode by this mapping, which need not be registered */
      mapping?: components['schemas']['PayloadMappingInput'];
    };
    TryResult: {
      items: components['schemas']['TriedMessage'][];
      /** @description messages by outcome */
      outcomes: {
        [key: string]: number;
      };
    };
    Webhook: {
      id: number;
      name: string;
      url: string;
      /** @description kinds of event */
      events: ('kpi' | 'alarm' | 'device')[];
      /**
       * @description only KPIs and alarms of these areas; none: all
       * @default []
       */
      areas: string[];
      /**
       * @description only these KPIs, and alarms on them; a family includes its members; none: all
       * @default []
       */
      kpis: string[];
      /**
       * @description only these devices, and alarms on them; none: all
       * @default []
       */
      devices: string[];
      /**
       * @description only KPIs of these periods; none: all
       * @default []
       */
      periods: ('5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year')[];
      /**
       * @description only KPI values that are this final: a provisional one changes with every reading
       * @default [
       *       "final",
       *       "signed"
       *     ]
       */
      finalities: ('provisional' | 'final' | 'signed')[];
      /**
       * @description only alarms this severe
       * @default [
       *       "info",
       *       "warning",
       *       "critical"
       *     ]
       */
      severities: ('info' | 'warning' | 'critical')[];
      /** @enum {string} */
      state: 'active' | 'paused' | 'disabled';
      /** @description why it was disabled */
      reason: string | null;
      /** @description since when no delivery got through */
      failingSince: string | null;
      /** @description when the last delivery got through */
      succeededAt: string | null;
      /** @description deliveries that wait */
      waiting: number;
      /** @description events left out because too many waited */
      dropped: number;
      /** Format: date-time */
      createdAt: string;
    };
    WebhookAnswer: {
      /** Format: date-time */
      at: string;
      /** @description HTTP status; null without an answer */
      status: number | null;
      tookMs: number;
      error: string | null;
      /** @description beginning of what the receiver said */
      body: string;
    };
    WebhookDelivery: {
      id: number;
      /** @enum {string} */
      state: 'waiting' | 'sent' | 'failed';
      attempts: number;
      /** Format: date-time */
      madeAt: string;
      /**
       * Format: date-time
       * @description when it is tried next, while it waits
       */
      dueAt: string;
      doneAt: string | null;
      error: string | null;
      /** @description of the newest attempt */
      answer: components['schemas']['WebhookAnswer'] | null;
      /** @description the CloudEvent as it is sent */
      event: {
        [key: string]: unknown;
      };
    };
    WebhookWithSecret: {
      id: number;
      name: string;
      url: string;
      /** @description kinds of event */
      events: ('kpi' | 'alarm' | 'device')[];
      /**
       * @description only KPIs and alarms of these areas; none: all
       * @default []
       */
      areas: string[];
      /**
       * @description only these KPIs, and alarms on them; a family includes its members; none: all
       * @default []
       */
      kpis: string[];
      /**
       * @description only these devices, and alarms on them; none: all
       * @default []
       */
      devices: string[];
      /**
       * @description only KPIs of these periods; none: all
       * @default []
       */
      periods: ('5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year')[];
      /**
       * @description only KPI values that are this final: a provisional one changes with every reading
       * @default [
       *       "final",
       *       "signed"
       *     ]
       */
      finalities: ('provisional' | 'final' | 'signed')[];
      /**
       * @description only alarms this severe
       * @default [
       *       "info",
       *       "warning",
       *       "critical"
       *     ]
       */
      severities: ('info' | 'warning' | 'critical')[];
      /** @enum {string} */
      state: 'active' | 'paused' | 'disabled';
      /** @description why it was disabled */
      reason: string | null;
      /** @description since when no delivery got through */
      failingSince: string | null;
      /** @description when the last delivery got through */
      succeededAt: string | null;
      /** @description deliveries that wait */
      waiting: number;
      /** @description events left out because too many waited */
      dropped: number;
      /** Format: date-time */
      createdAt: string;
      /** @description to check signatures with; shown this once */
      secret: string;
    };
    Window: {
      /** @description start of the 5 minutes */
      t: string;
      device: string;
      lane: string;
      direction: string;
      fields: {
        [key: string]: number;
      };
    };
  };
  responses: {
    /** @description what was wrong, where, and what to do */
    Problem: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  get_alarm_rules: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Alarm rules in force, enabled or not */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AlarmRule'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_alarm_rules: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AlarmRuleInput'];
      };
    };
    responses: {
      /** @description Add an alarm rule */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlarmRule'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_alarm_rules_id: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All versions of an alarm rule, newest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AlarmRule'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  put_alarm_rules_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AlarmRuleInput'];
      };
    };
    responses: {
      /** @description Change, disable or enable an alarm rule: a new version */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlarmRule'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  delete_alarm_rules_id: {
    parameters: {
      query: {
        /** @description name of the person who does it */
        by: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Remove an alarm rule; its open alarms end, its past ones stay */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlarmRule'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_alarms: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        /** @description RFC 3339 time or local date, inclusive */
        from?: string;
        /** @description RFC 3339 time or local date, exclusive */
        to?: string;
        /** @description of open, acknowledged, resolved; several by commas */
        state?: string | string[];
        /** @description of info, warning, critical; several by commas */
        severity?: string | string[];
        /** @description code in the active reporting set; what lies in it is included */
        area?: string;
        /** @description ids of rules */
        rule?: string | string[];
        /** @description only what is under this root alarm */
        parent?: number;
        /** @description leave out what is under a root alarm */
        roots?: 'true' | 'false';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Alarms, newest opening first; those that touch [from, to) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AlarmItem'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_alarms_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description An alarm with its history */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlarmWithHistory'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_alarms_id_acknowledge: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AlarmAcknowledgement'];
      };
    };
    responses: {
      /** @description Take note of an open alarm; of a root alarm, of all that is under it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlarmWithHistory'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_alarms_id_assign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AlarmAssignment'];
      };
    };
    responses: {
      /** @description Say who looks after an alarm */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlarmWithHistory'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_alarms_id_comment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AlarmComment'];
      };
    };
    responses: {
      /** @description Add a note to an alarm's history */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlarmWithHistory'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_alarms_id_resolve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AlarmResolution'];
      };
    };
    responses: {
      /** @description Declare an alarm over */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AlarmWithHistory'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_api_keys: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description API keys and what they may do; never the keys themselves */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ApiKey'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_api_keys: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description what it is for */
          name: string;
          roles: components['schemas']['RoleGrantInput'][];
          /**
           * @description days that it is good for
           * @default 365
           */
          days?: number;
        };
      };
    };
    responses: {
      /** @description A key for another system; shown this once */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewApiKey'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  delete_api_keys_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoke a key; it stops working within about a second */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_area_facts: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        reportingSet?: string;
        area?: string;
        key?: string;
        /** @description also superseded revisions */
        revisions?: 'true' | 'false';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Figures about areas, with validity, source and who recorded them */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AreaFact'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_area_facts: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AreaFactsInput'];
      };
    };
    responses: {
      /** @description Record figures about areas, all or none */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecordedAreaFacts'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_area_facts_import: {
    parameters: {
      query: {
        /** @description name of the person who does it */
        by: string;
        /** @description only tell what would be stored */
        dryRun?: 'true' | 'false';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': unknown;
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': unknown;
        'application/octet-stream': unknown;
      };
    };
    responses: {
      /** @description Import figures about areas from CSV or XLSX; nothing is stored while any row has a problem */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportReport'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_areas: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        reportingSet?: string;
        outline?: 'true' | 'false';
        /** @description areas that held on this day, with the stations that lay in them */
        asOf?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Areas of a reporting set, parents first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Area'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_audit: {
    parameters: {
      query?: {
        /** @description RFC 3339 time or local date, inclusive */
        from?: string;
        /** @description RFC 3339 time or local date, exclusive */
        to?: string;
        caller?: string;
        /** @description path, e.g. /api/v1/devices/cam-1 */
        object?: string;
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Entries of the audit trail, oldest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AuditEntry'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_audit_export: {
    parameters: {
      query?: {
        /** @description RFC 3339 time or local date, inclusive */
        from?: string;
        /** @description RFC 3339 time or local date, exclusive */
        to?: string;
        caller?: string;
        /** @description path, e.g. /api/v1/devices/cam-1 */
        object?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The trail as NDJSON, an entry a line */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/x-ndjson': unknown;
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_audit_verify: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Work every hash out again: is the trail as it was written? */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditVerdict'];
        };
      };
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_claim_batches: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Batches of claim codes and how many were claimed; never the codes */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ClaimBatch'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_claim_batches: {
    parameters: {
      query?: {
        /** @description by default what `Accept` names, else json */
        format?: 'json' | 'csv';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ClaimBatchInput'];
      };
    };
    responses: {
      /** @description Make claim codes for devices of one type; shown this once, as JSON or CSV to print */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewClaimCodes'];
          'text/csv': unknown;
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  delete_claim_batches_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoke what is left of a batch; devices that were claimed stay */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_claims: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ClaimInput'];
      };
    };
    responses: {
      /** @description Register the device of a claim code; its credential is shown once and works at once */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClaimedDevice'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
    };
  };
  get_codecs: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        family?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The newest version of each payload mapping, with the devices that use it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Codec'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_codecs: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CodecInput'];
        'application/yaml': unknown;
        'application/x-yaml': unknown;
        'text/yaml': unknown;
        'text/x-yaml': unknown;
      };
    };
    responses: {
      /** @description Register a mapping of a vendor's own JSON, in JSON or YAML */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Codec'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_codecs_id_versions: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Every version of one payload mapping, the newest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Codec'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_codecs_id_versions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CodecVersionInput'];
        'application/yaml': unknown;
        'application/x-yaml': unknown;
        'text/yaml': unknown;
        'text/x-yaml': unknown;
      };
    };
    responses: {
      /** @description Add a version of a mapping; the ones before stay as they are */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Codec'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_compare: {
    parameters: {
      query?: {
        /** @description RFC 3339 time or local date, inclusive */
        from?: string;
        /** @description RFC 3339 time or local date, exclusive */
        to?: string;
        /** @description KPIs, families or members, by comma: MOB-05,MOB-14.car */
        kpi?: string | string[];
        /** @description socio-economic series, by comma: se.grdp.growth,se.pop */
        indicator?: string | string[];
        /** @description area codes, by comma; `code@set` for an area of another reporting set: 718,u25-phu-loi@units-2025 */
        area?: string | string[];
        /** @description omitted: the finest that all of them have; a longer period is never split */
        period?: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
        /** @description as they are; base period = 100; change against the same period a year earlier */
        view?: 'values' | 'index' | 'yoy';
        /** @description a time in the base period of `view=index`; omitted: the first period */
        base?: string;
        /** @description periods by which the second of each pair comes later */
        lag?: number;
        /** @description of areas that name none */
        reportingSet?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description KPIs and socio-economic series of several areas on one axis, with their correlations */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Comparison'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_devices: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        station?: string;
        family?: string;
        state?: 'live' | 'late' | 'silent' | 'never';
        /** @description `state`, or frozen (one value over and over), or flapping (came and went four times within the hour) */
        health?: 'live' | 'late' | 'silent' | 'never' | 'frozen' | 'flapping';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Devices with their freshness */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Device'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_devices: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeviceInput'];
      };
    };
    responses: {
      /** @description Register a device; its credential is shown once and works at once */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewCredential'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_devices_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One device */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Device'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_devices_id_codec: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeviceCodecInput'];
      };
    };
    responses: {
      /** @description Let messages of a device be decoded by another codec from a moment on */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeviceCodec'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_devices_id_credentials: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Credentials of a device, the newest first; never the secrets themselves */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['StoredCredential'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_devices_id_credentials: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RotationInput'];
      };
    };
    responses: {
      /** @description A new credential for a device, shown this once; the ones before work for an overlap more */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RotatedCredential'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  delete_devices_id_credentials: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoke all credentials of a device, and with them its certificates; its sessions end */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  delete_devices_id_credentials_credential: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        credential: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoke one credential of a device; sessions that came with it end */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_devices_id_health: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Health of a device with its signs, and what became of its readings today */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeviceHealth'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_devices_id_last_payload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The newest message of a device as it came; at most its first 64 kB */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LastPayload'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  put_devices_id_quarantine: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QuarantineInput'];
      };
    };
    responses: {
      /** @description Put a device into quarantine: what it sends is kept as rejected, and counts for nothing */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Quarantine'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  delete_devices_id_quarantine: {
    parameters: {
      query?: {
        /** @description name of the person who does it */
        by?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Release a device from quarantine; what it sends counts again */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_devices_id_retirement: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RetirementInput'];
      };
    };
    responses: {
      /** @description Take a device out of service for good: it owes no readings any more, and its credentials are revoked */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Retirement'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_endpoints: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Addresses that devices send their readings to, as seen by who asks */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Endpoints'];
        };
      };
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_exclusions: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        /** @description RFC 3339 time or local date, inclusive */
        from?: string;
        /** @description RFC 3339 time or local date, exclusive */
        to?: string;
        device?: string;
        /** @description also those no longer in force */
        withdrawn?: 'true' | 'false';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Excluded times by device, those that touch [from, to) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Exclusion'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_exclusions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ExclusionInput'];
      };
    };
    responses: {
      /** @description Leave a device's readings of a time out of the KPIs */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Exclusion'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  delete_exclusions_id: {
    parameters: {
      query: {
        /** @description name of the person who does it */
        by: string;
      };
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Withdraw an exclusion; the row stays, with who did it and when */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Exclusion'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_feed: {
    parameters: {
      query?: {
        /** @description only these events: kpi, device, alarm, ledger */
        events?: string | string[];
        /** @description of events about an area: only these */
        area?: string | string[];
        /** @description of events about a KPI: only these; a family includes its members */
        kpi?: string | string[];
        /** @description of events about a period: only these */
        period?: string | string[];
        /** @description of events about a device: only these */
        device?: string | string[];
        /** @description resume after this id; for readers that can set no header `Last-Event-ID` */
        lastEventId?: string;
        /** @description tell first how everything stands, then `caught-up` */
        state?: 'true' | 'false';
        /** @description older name of `events` */
        type?: string | string[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Live events (SSE) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': unknown;
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_feed_ws: {
    parameters: {
      query?: {
        /** @description only these events: kpi, device, alarm, ledger */
        events?: string | string[];
        /** @description of events about an area: only these */
        area?: string | string[];
        /** @description of events about a KPI: only these; a family includes its members */
        kpi?: string | string[];
        /** @description of events about a period: only these */
        period?: string | string[];
        /** @description of events about a device: only these */
        device?: string | string[];
        /** @description resume after this id; for readers that can set no header `Last-Event-ID` */
        lastEventId?: string;
        /** @description tell first how everything stands, then `caught-up` */
        state?: 'true' | 'false';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Live events (WebSocket) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      426: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_frameworks: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Frameworks of indicators */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Framework'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_frameworks_code_assessment: {
    parameters: {
      query: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        area: string;
        year: number;
        reportingSet?: string;
      };
      header?: never;
      path: {
        code: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Pass, not pass or not enough evidence for each indicator, with the evidence */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FrameworkAssessment'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_frameworks_code_export: {
    parameters: {
      query?: {
        format?: 'csv' | 'xlsx';
      };
      header?: never;
      path: {
        code: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A framework's annex as the import takes it; of an empty one the form to fill in */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': unknown;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': unknown;
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_frameworks_code_import: {
    parameters: {
      query?: {
        /** @description true: only report, store nothing */
        dryRun?: 'true' | 'false';
        /** @description who imports it */
        by?: string;
      };
      header?: never;
      path: {
        code: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': unknown;
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': unknown;
        'application/octet-stream': unknown;
      };
    };
    responses: {
      /** @description Imports a framework's annex from CSV or XLSX */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportReport'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_frameworks_code_indicators: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path: {
        code: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A framework's indicators and what measures them here */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['FrameworkIndicator'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_gateways: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Gateways, and how many devices each writes for */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Gateway'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_gateways: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GatewayInput'];
      };
    };
    responses: {
      /** @description Register a gateway, which writes for the devices registered under it */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewCredential'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_gateways_id_credentials: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Credentials of a gateway, the newest first; never the secrets themselves */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['StoredCredential'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_gateways_id_credentials: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RotationInput'];
      };
    };
    responses: {
      /** @description A new credential for a gateway, shown this once; the ones before work for an overlap more */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RotatedCredential'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  delete_gateways_id_credentials: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoke all credentials of a gateway, and with them its certificates; its sessions end */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  delete_gateways_id_credentials_credential: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        credential: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoke one credential of a gateway; sessions that came with it end */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_indicators: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        /** @description one series, e.g. se.grdp.growth */
        id?: string;
        area?: string;
        reportingSet?: string;
        /** @description also superseded revisions */
        revisions?: 'true' | 'false';
        /** @description as it was known here at this time */
        asOf?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Socio-economic series with their values, source and status */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Indicator'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_indicators_export: {
    parameters: {
      query?: {
        /** @description what the rows are: values of series, or the series themselves */
        content?: 'values' | 'series';
        format?: 'csv' | 'xlsx';
        /** @description one series, e.g. se.grdp.growth */
        id?: string;
        area?: string;
        reportingSet?: string;
        /** @description also superseded revisions */
        revisions?: 'true' | 'false';
        /** @description as it was known here at this time */
        asOf?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Exports values of series, or series, as CSV or XLSX */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': unknown;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': unknown;
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_indicators_import: {
    parameters: {
      query?: {
        /** @description what the rows are: values of series, or the series themselves */
        content?: 'values' | 'series';
        /** @description true: only report, store nothing */
        dryRun?: 'true' | 'false';
        /** @description who imports it; kept with the values */
        by?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': unknown;
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': unknown;
        'application/octet-stream': unknown;
      };
    };
    responses: {
      /** @description Imports values of series, or series, from CSV or XLSX */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportReport'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_kpi_definitions: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        status?: 'computed' | 'planned' | 'shadow';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Every version of every KPI definition */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['KpiDefinition'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_kpi_definitions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['KpiDefinitionInput'];
        'application/yaml': unknown;
        'application/x-yaml': unknown;
        'text/yaml': unknown;
        'text/x-yaml': unknown;
      };
    };
    responses: {
      /** @description Add a KPI, or a version of one, in JSON or YAML */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KpiDefinition'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_kpi_definitions_check: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['KpiDefinitionInput'];
        'application/yaml': unknown;
        'application/x-yaml': unknown;
        'text/yaml': unknown;
        'text/x-yaml': unknown;
      };
    };
    responses: {
      /** @description Check a definition without adding it; the answer is what would be added */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KpiDefinition'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_kpi_definitions_components: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What formulas may read: the components of each family */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ComponentFamily'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_kpi_definitions_preview: {
    parameters: {
      query: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        /** @description RFC 3339 time or local date, inclusive */
        from?: string;
        /** @description RFC 3339 time or local date, exclusive */
        to?: string;
        /** @description area code, or a station's id */
        area: string;
        /** @description hour or longer */
        period: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
        reportingSet?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['KpiDefinitionInput'];
        'application/yaml': unknown;
        'application/x-yaml': unknown;
        'text/yaml': unknown;
        'text/x-yaml': unknown;
      };
    };
    responses: {
      /** @description What a definition comes to over past data; nothing is stored */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['KpiItem'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_kpi_definitions_id: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The versions of one definition, oldest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['KpiDefinition'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_kpi_definitions_id_shadow: {
    parameters: {
      query: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        /** @description RFC 3339 time or local date, inclusive */
        from?: string;
        /** @description RFC 3339 time or local date, exclusive */
        to?: string;
        /** @description area code, or a station's id */
        area: string;
        /** @description hour or longer */
        period: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
        reportingSet?: string;
        /** @description default: the newest */
        version?: number;
        /** @description default: the one that is in force */
        against?: number;
        /** @description only periods whose values differ */
        differing?: 'true' | 'false';
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A version beside the one in force over past data, with the differences */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ShadowItem'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_kpis: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        status?: 'computed' | 'planned' | 'shadow';
        /** @description definitions that were in force at this time */
        asOf?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description KPI definitions: formula, unit, periods, targets, limits, source */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['KpiDefinition'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_kpis_id: {
    parameters: {
      query?: {
        /** @description definitions that were in force at this time */
        asOf?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One KPI definition */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KpiDefinition'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_kpis_id_lineage: {
    parameters: {
      query: {
        /** @description area code, or a station's id */
        area: string;
        period: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
        /** @description a moment in the period; usually its start */
        from: string;
        reportingSet?: string;
        format?: 'json' | 'csv';
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What a value was made of: definition, components, stations, windows, readings */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lineage'];
          'text/csv': unknown;
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_kpis_id_values: {
    parameters: {
      query: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        /** @description by default what `Accept` names first of these, else json */
        format?: 'json' | 'csv' | 'ndjson' | 'xlsx' | 'parquet' | 'arrow';
        /** @description CSV: begins with the mark of UTF-8 (for Excel) */
        bom?: 'true' | 'false';
        /** @description CSV: between fields */
        separator?: 'comma' | 'semicolon';
        /** @description CSV: of numbers; comma suits a spreadsheet set to Vietnamese, with separator=semicolon */
        decimal?: 'point' | 'comma';
        /** @description RFC 3339 time or local date, inclusive */
        from?: string;
        /** @description RFC 3339 time or local date, exclusive */
        to?: string;
        /** @description area code, or a station's id */
        area: string;
        period: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
        reportingSet?: string;
        /** @description values as they stood at this time */
        asOf?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Values of a KPI, or of all members of its family, over time */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['KpiItem'][];
            next: string | null;
          };
          'text/csv': unknown;
          'application/x-ndjson': unknown;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': unknown;
          'application/vnd.apache.parquet': unknown;
          'application/vnd.apache.arrow.stream': unknown;
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_latest: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        area?: string;
        /** @description KPIs, families or members; several by commas or repeated */
        kpi?: string | string[];
        period?: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
        reportingSet?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The newest value of every KPI, area and period */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['KpiItem'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_ledger: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        /** @description RFC 3339 time or local date, inclusive */
        from?: string;
        /** @description RFC 3339 time or local date, exclusive */
        to?: string;
        device?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What became of every reading, per device and hour of arrival */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['LedgerItem'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_measures: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The measure catalogue */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Measure'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_people: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description People and their roles */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Person'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_people: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description name of the person who does it */
          name: string;
          /**
           * Format: email
           * @description as the identity provider has verified it
           */
          email: string;
          roles: components['schemas']['RoleGrantInput'][];
          /**
           * @description generate a secret for the bundled issuer (there only while bound to loopback)
           * @default false
           */
          localSecret?: boolean;
        };
      };
    };
    responses: {
      /** @description Let somebody sign in */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewPerson'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  patch_people_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          roles?: components['schemas']['RoleGrantInput'][];
          /** @description true also ends their sessions */
          blocked?: boolean;
          /**
           * @description generate a new secret for the bundled issuer
           * @default false
           */
          newSecret?: boolean;
        };
      };
    };
    responses: {
      /** @description Give somebody other roles, block or unblock them, renew their secret */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewPerson'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_periods: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Signed periods, checked or waiting for the check */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Signature'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_periods_period_from_check: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        period: 'day' | 'week' | 'month' | 'quarter' | 'year';
        /** @description a day of the period, e.g. its first: 2026-10-01 */
        from: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CheckInput'];
      };
    };
    responses: {
      /** @description Check what another person signed: its values, of shorter periods too, are frozen */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Signature'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_periods_period_from_sign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        period: 'day' | 'week' | 'month' | 'quarter' | 'year';
        /** @description a day of the period, e.g. its first: 2026-10-01 */
        from: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SignInput'];
      };
    };
    responses: {
      /** @description Sign the values of a final period; nothing is frozen before another person has checked them */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Signature'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_plan: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The decision's 41 tasks and its goals */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Plan'];
        };
      };
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_plan_tasks: {
    parameters: {
      query: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        year: number;
        /** @description id or name of the reporting unit, see /api/v1/plan/units */
        unit?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Tasks in a year with what was reported; of a unit, those that it leads or supports */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['PlanTaskState'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_plan_tasks_number_updates: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        number: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanUpdateInput'];
      };
    };
    responses: {
      /** @description Report on a task: a draft, to be signed and then checked by another person */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanUpdate'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_plan_units: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Units that report: the decision's departments and bodies, and the districts' committees */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ReportingUnit'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_plan_updates: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        year?: number;
        /** @description id or name of the reporting unit, see /api/v1/plan/units */
        unit?: string;
        task?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All revisions of reports on tasks, by task, unit, year and age */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['PlanUpdate'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_plan_updates_id_check: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description name of the person who does it */
          by: string;
          /** @default true */
          accept?: boolean;
          reason?: string | null;
        };
      };
    };
    responses: {
      /** @description Accept or refuse a signed report; not by who signed it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanUpdate'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_plan_updates_id_sign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description name of the person who does it */
          by: string;
        };
      };
    };
    responses: {
      /** @description Sign a draft */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanUpdate'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_profiles: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        family?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Device profiles: what a type of device measures; named when a device is registered */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Profile'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_recalculations: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Recalculations, newest first, with their progress */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Recalculation'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_recalculations: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RecalculationInput'];
      };
    };
    responses: {
      /** @description Work out the values of a span anew; a dry run only lists what would change */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Recalculation'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_recalculations_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One recalculation with its progress */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Recalculation'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_recalculations_id_differences: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What a dry run found so far: at most 10,000 values, as they are and as they would be */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RecalculationDifference'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_recalculations_id_resume: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Go on with a stopped or failed recalculation where it was; a dry run begins anew */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Recalculation'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_recalculations_id_stop: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Stop a recalculation; what was handed out already is still worked out */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Recalculation'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_rejected: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        device?: string;
        reason?:
          | 'not_json'
          | 'empty'
          | 'wrong_type'
          | 'too_deep'
          | 'duplicate_key'
          | 'forbidden_key'
          | 'no_time'
          | 'unknown_measure'
          | 'unknown_dimension'
          | 'out_of_range'
          | 'rate_of_change'
          | 'future'
          | 'too_old'
          | 'too_large'
          | 'foreign_topic'
          | 'unknown_codec'
          | 'store_refused'
          | 'quarantined';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Rejected messages and readings, newest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Rejected'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_rejected_replay: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReplayInput'];
      };
    };
    responses: {
      /** @description Put a rejected message back into the log, whole, to be received again */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Replay'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_rejected_replays: {
    parameters: {
      query?: {
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The newest replays with their progress */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ReplayProgress'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_rejected_replays: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReplayManyInput'];
      };
    };
    responses: {
      /** @description Put all rejected messages of a device or reason back into the log, to be received again */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReplayProgress'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_rejected_replays_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description How far one replay is */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReplayProgress'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_rejected_summary: {
    parameters: {
      query?: {
        /** @description RFC 3339 time or local date, inclusive */
        from?: string;
        /** @description RFC 3339 time or local date, exclusive */
        to?: string;
        device?: string;
        reason?:
          | 'not_json'
          | 'empty'
          | 'wrong_type'
          | 'too_deep'
          | 'duplicate_key'
          | 'forbidden_key'
          | 'no_time'
          | 'unknown_measure'
          | 'unknown_dimension'
          | 'out_of_range'
          | 'rate_of_change'
          | 'future'
          | 'too_old'
          | 'too_large'
          | 'foreign_topic'
          | 'unknown_codec'
          | 'store_refused'
          | 'quarantined';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was rejected, by device and reason, the most first; of the last 7 days unless told otherwise */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RejectedSummary'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_rejected_try: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['TryInput'];
      };
    };
    responses: {
      /** @description What up to 20 rejected messages would decode to now; nothing is stored */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TryResult'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_reporting_sets: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Reporting sets */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ReportingSet'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_reporting_sets: {
    parameters: {
      query?: {
        /** @description only check it and say where stations would lie */
        dryRun?: 'true' | 'false';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @constant */
          type: 'FeatureCollection';
          set: {
            id: string;
            nameVi: string;
            nameEn: string;
            /** @default  */
            noteVi?: string;
            /** @default  */
            noteEn?: string;
          };
          features: ({
            /** @constant */
            type: 'Feature';
            properties: {
              code: string;
              nameVi: string;
              nameEn?: string;
              /** @enum {string} */
              level: 'province' | 'district' | 'commune';
              /** @default null */
              parent?: string | null;
              /** @default null */
              areaKm2?: number | null;
              validFrom: string;
              validTo?: string | null;
            } & {
              [key: string]: unknown;
            };
            geometry:
              | (
                  | ({
                      /** @constant */
                      type: 'Polygon';
                      coordinates: number[][][];
                    } & {
                      [key: string]: unknown;
                    })
                  | ({
                      /** @constant */
                      type: 'MultiPolygon';
                      coordinates: number[][][][];
                    } & {
                      [key: string]: unknown;
                    })
                )
              | null;
          } & {
            [key: string]: unknown;
          })[];
          successorsOf?: string;
          /** @default [] */
          successors?: {
            from: string;
            to: string;
            share: number | null;
          }[];
        } & {
          [key: string]: unknown;
        };
        'application/geo+json': unknown;
      };
    };
    responses: {
      /** @description Import a reporting set as GeoJSON, with successors and their shares */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReportingSetReport'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_reporting_sets_id_status: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SetStatusInput'];
      };
    };
    responses: {
      /** @description Begin (active) or end (listed) reporting in a set */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReportingSet'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_reporting_sets_id_successors: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Which areas became those of a set, or what a set's areas became, with shares where they are known */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Successor'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_reports_annual: {
    parameters: {
      query: {
        year: number;
        /** @description to-date: from 1 January up to `to`; final: the whole year, after 31 December; omitted: what the day allows */
        edition?: 'to-date' | 'final';
        /** @description of a to-date edition: exclusive; omitted: 1 December, or today before it */
        to?: string;
        reportingSet?: string;
        /** @description date to print; omitted: left blank for the clerk */
        date?: string;
        /** @description name to print under the signature */
        signer?: string;
        /** @description area code */
        area?: string;
        /** @description reporting unit, id or name, see /api/v1/plan/units; omitted: the area's own committee (of the province: all tasks) */
        unit?: string;
        format?: 'docx' | 'xlsx' | 'html' | 'json';
        /** @description the document's number, before /BC-…; omitted: left blank */
        number?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The yearly report of the decision's section III.5, as docx, xlsx, html or json */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document': unknown;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': unknown;
          'text/html': unknown;
          'application/json': components['schemas']['AnnualReport'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_reports_annual_batch: {
    parameters: {
      query: {
        year: number;
        /** @description to-date: from 1 January up to `to`; final: the whole year, after 31 December; omitted: what the day allows */
        edition?: 'to-date' | 'final';
        /** @description of a to-date edition: exclusive; omitted: 1 December, or today before it */
        to?: string;
        reportingSet?: string;
        /** @description date to print; omitted: left blank for the clerk */
        date?: string;
        /** @description name to print under the signature */
        signer?: string;
        format?: 'docx' | 'xlsx' | 'html' | 'json';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The yearly reports of the province and of each of its districts, as one ZIP */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': unknown;
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_restatements: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        state?: 'proposed' | 'accepted' | 'refused' | 'withdrawn';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Proposals to change values of signed periods, newest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Restatement'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_restatements_id_accept: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RestatementDecision'];
      };
    };
    responses: {
      /** @description Accept: the values become revisions with reason `restatement` */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Restatement'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_restatements_id_refuse: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RestatementDecision'];
      };
    };
    responses: {
      /** @description Refuse: what was signed stands, and these values are not proposed again */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Restatement'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_restatements_id_values: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Each value in question: as signed, as it would be, and why */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RestatedValue'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_saved_queries: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Queries that were kept, by name */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['SavedQuery'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_saved_queries: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SavedQueryInput'];
      };
    };
    responses: {
      /** @description Keep a series query under a name that nothing else has */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SavedQuery'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  delete_saved_queries_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Forget a kept query */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SavedQuery'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_scorecards: {
    parameters: {
      query?: {
        /** @description area codes, by comma; omitted: every area of the set */
        area?: string | string[];
        period?: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
        /** @description a time in the period; omitted: the newest that has ended */
        from?: string;
        reportingSet?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Where KPIs stand to their targets: status, distance, trend needed */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Scorecard'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_series: {
    parameters: {
      query: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        /** @description by default what `Accept` names first of these, else json */
        format?: 'json' | 'csv' | 'ndjson' | 'xlsx' | 'parquet' | 'arrow';
        /** @description CSV: begins with the mark of UTF-8 (for Excel) */
        bom?: 'true' | 'false';
        /** @description CSV: between fields */
        separator?: 'comma' | 'semicolon';
        /** @description CSV: of numbers; comma suits a spreadsheet set to Vietnamese, with separator=semicolon */
        decimal?: 'point' | 'comma';
        /** @description RFC 3339 time or local date, inclusive */
        from?: string;
        /** @description RFC 3339 time or local date, exclusive */
        to?: string;
        /** @description `{family}.{key}`, e.g. traffic.speed; several by commas or repeated */
        measure: string | string[];
        /** @description devices */
        device?: string | string[];
        /** @description stations */
        station?: string | string[];
        /** @description area codes: all stations in each */
        area?: string | string[];
        /** @description that the areas are of */
        reportingSet?: string;
        /** @description `raw`: the stored points; periods are those of Asia/Ho_Chi_Minh */
        bucket?: 'raw' | ('5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year');
        /** @description default: the measure's own */
        agg?: 'sum' | 'mean' | 'min' | 'max' | 'leq' | 'delta' | 'last' | 'count';
        /** @description one series for each of these; default: for each area, station and device named */
        by?: 'area' | 'station' | 'device' | 'lane';
        /** @description files: also what measure, area and station are called, in this language */
        names?: 'vi' | 'en';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Measures over time: stored points (`bucket=raw`) or one value a bucket in local time */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['SeriesItem'][];
            next: string | null;
            /** @description of a query for several: what was answered, in order */
            series?: components['schemas']['Series'][];
          };
          'text/csv': unknown;
          'application/x-ndjson': unknown;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': unknown;
          'application/vnd.apache.parquet': unknown;
          'application/vnd.apache.arrow.stream': unknown;
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_session: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Who asks, what they may do, and whether people can sign in here */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionState'];
        };
      };
      401: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_session_callback: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Where the identity provider sends the browser back to; it is signed in and shown the page it wanted */
      303: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_session_refresh: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          /** @description without it the cookie is taken */
          refreshToken?: string;
        };
      };
    };
    responses: {
      /** @description New tokens for a refresh token, which is spent; by cookie (204) or in the body (200) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionTokens'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      500: components['responses']['Problem'];
    };
  };
  get_session_sign_in: {
    parameters: {
      query?: {
        /** @description path to show afterwards */
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Sends the browser to the identity provider */
      302: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      404: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_session_sign_out: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          /** @default false */
          everywhere?: boolean;
        };
      };
    };
    responses: {
      /** @description End this session, or with `everywhere` all of this person */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_stations: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        /** @description area code; stations in it */
        area?: string;
        kind?: string;
        reportingSet?: string;
        /** @description where stations lay on this day */
        asOf?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Stations with their place and devices */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Station'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_stations: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['StationInput'];
      };
    };
    responses: {
      /** @description Register a station */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Station'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_stations_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One station */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Station'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_stations_id_facts: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Facts of a station, by key and time */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['StationFact'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_stations_id_facts: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['StationFactInput'];
      };
    };
    responses: {
      /** @description Record a fact of a station; from `validFrom` on it rules over earlier ones */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['StationFact'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_stations_id_placing: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlacingInput'];
      };
    };
    responses: {
      /** @description Say in which area of a reporting set a station lies, whatever the outlines say; null: by its coordinates */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Station'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_targets: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        /** @description KPI or family */
        kpi?: string;
        /** @description targets that hold for this area, also those for every area */
        area?: string;
        /** @description targets that hold in this year */
        year?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Targets of KPIs with validity, band, direction and source */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Target'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_targets: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TargetInput'];
      };
    };
    responses: {
      /** @description Set a target; with a known id its next version, the old one stays */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Target'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_webhooks: {
    parameters: {
      query?: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Webhooks and how they fare */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Webhook'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_webhooks: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
          /**
           * Format: uri
           * @description http or https; only of the public internet unless NHIPPHO_WEBHOOK_ALLOW lists it
           */
          url: string;
          /** @description kinds of event */
          events: ('kpi' | 'alarm' | 'device')[];
          /**
           * @description only KPIs and alarms of these areas; none: all
           * @default []
           */
          areas?: string[];
          /**
           * @description only these KPIs, and alarms on them; a family includes its members; none: all
           * @default []
           */
          kpis?: string[];
          /**
           * @description only these devices, and alarms on them; none: all
           * @default []
           */
          devices?: string[];
          /**
           * @description only KPIs of these periods; none: all
           * @default []
           */
          periods?: ('5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year')[];
          /**
           * @description only KPI values that are this final: a provisional one changes with every reading
           * @default [
           *       "final",
           *       "signed"
           *     ]
           */
          finalities?: ('provisional' | 'final' | 'signed')[];
          /**
           * @description only alarms this severe
           * @default [
           *       "info",
           *       "warning",
           *       "critical"
           *     ]
           */
          severities?: ('info' | 'warning' | 'critical')[];
          /**
           * @default active
           * @enum {string}
           */
          state?: 'active' | 'paused';
        };
      };
    };
    responses: {
      /** @description Add a webhook; its secret is shown this once */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookWithSecret'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      409: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_webhooks_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A webhook and how it fares */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  put_webhooks_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
          /**
           * Format: uri
           * @description http or https; only of the public internet unless NHIPPHO_WEBHOOK_ALLOW lists it
           */
          url: string;
          /** @description kinds of event */
          events: ('kpi' | 'alarm' | 'device')[];
          /**
           * @description only KPIs and alarms of these areas; none: all
           * @default []
           */
          areas?: string[];
          /**
           * @description only these KPIs, and alarms on them; a family includes its members; none: all
           * @default []
           */
          kpis?: string[];
          /**
           * @description only these devices, and alarms on them; none: all
           * @default []
           */
          devices?: string[];
          /**
           * @description only KPIs of these periods; none: all
           * @default []
           */
          periods?: ('5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year')[];
          /**
           * @description only KPI values that are this final: a provisional one changes with every reading
           * @default [
           *       "final",
           *       "signed"
           *     ]
           */
          finalities?: ('provisional' | 'final' | 'signed')[];
          /**
           * @description only alarms this severe
           * @default [
           *       "info",
           *       "warning",
           *       "critical"
           *     ]
           */
          severities?: ('info' | 'warning' | 'critical')[];
          /**
           * @default active
           * @enum {string}
           */
          state?: 'active' | 'paused';
        };
      };
    };
    responses: {
      /** @description Change a webhook; puts a disabled one back into service */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      413: components['responses']['Problem'];
      414: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  delete_webhooks_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Remove a webhook and its deliveries */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_webhooks_id_deliveries: {
    parameters: {
      query?: {
        state?: 'waiting' | 'sent' | 'failed';
        limit?: number;
        after?: string;
      };
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deliveries of the last days, newest first, with the last answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['WebhookDelivery'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_webhooks_id_deliveries_delivery_redeliver: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
        delivery: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deliver again what was delivered or given up */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookDelivery'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      409: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_webhooks_id_secret: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Another secret; the one before signs too for a day */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookWithSecret'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  post_webhooks_id_test: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Send a test event now, and see the answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookAnswer'];
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_windows: {
    parameters: {
      query: {
        /** @description items a page */
        limit?: number;
        /** @description `next` of the page before */
        after?: string;
        device: string;
        from: string;
        /** @description exclusive */
        to: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Stored 5-minute windows of a device: sums, counts and shares, by lane and direction */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Window'][];
            next: string | null;
          };
        };
      };
      400: components['responses']['Problem'];
      401: components['responses']['Problem'];
      403: components['responses']['Problem'];
      404: components['responses']['Problem'];
      422: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_health: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The process runs */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Health'];
        };
      };
      500: components['responses']['Problem'];
    };
  };
  post_ingest_telemetry: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Reading'] | components['schemas']['Reading'][];
      };
    };
    responses: {
      /** @description Take one reading or an array; 202 once they are durably stored in the log */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            received: number;
          };
        };
      };
      401: components['responses']['Problem'];
      408: components['responses']['Problem'];
      413: components['responses']['Problem'];
      415: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_open_data: {
    parameters: {
      query?: {
        lang?: 'vi' | 'en';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Page of all open datasets */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': unknown;
        };
      };
      400: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_open_data_badge_file: {
    parameters: {
      query?: {
        lang?: 'vi' | 'en';
        /** @description area code; by default the province */
        area?: string;
        /** @description by default the day where the KPI has it */
        period?: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
      };
      header?: never;
      path: {
        /** @description `MOB-04.svg` */
        file: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A KPI's newest final value as an SVG badge */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': unknown;
        };
      };
      400: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_open_data_catalog_jsonld: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description DCAT-AP 3.0 catalogue of the open data as JSON-LD */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/ld+json': unknown;
        };
      };
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_open_data_catalog_ttl: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The same as Turtle */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/turtle': unknown;
        };
      };
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_open_data_embed_kpi: {
    parameters: {
      query?: {
        lang?: 'vi' | 'en';
        /** @description area code; by default the province */
        area?: string;
        /** @description by default the day where the KPI has it */
        period?: '5min' | '15min' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
        /** @description periods back from now */
        n?: number;
      };
      header?: never;
      path: {
        kpi: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Course of a KPI as a small page for an iframe: a chart and its table, without script */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': unknown;
        };
      };
      400: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_open_data_dataset: {
    parameters: {
      query?: {
        lang?: 'vi' | 'en';
      };
      header?: never;
      path: {
        /** @description code of a KPI or of a series, e.g. MOB-04, se.grdp.growth */
        dataset: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Page of one dataset: method, quality, files, data dictionary */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': unknown;
        };
      };
      400: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_open_data_dataset_csv_metadata_json: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description code of a KPI or of a series, e.g. MOB-04, se.grdp.growth */
        dataset: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The same for the CSV files by CSVW (W3C) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/csvm+json': unknown;
        };
      };
      400: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_open_data_dataset_dictionary_json: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description code of a KPI or of a series, e.g. MOB-04, se.grdp.growth */
        dataset: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Data dictionary of a dataset: columns, units, method, quality rules, licence, files */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OpenDataDictionary'];
        };
      };
      400: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_open_data_dataset_file: {
    parameters: {
      query?: {
        /** @description CSV: begins with the mark of UTF-8, by which spreadsheets know Vietnamese */
        bom?: 'true' | 'false';
      };
      header?: never;
      path: {
        /** @description code of a KPI or of a series, e.g. MOB-04, se.grdp.growth */
        dataset: string;
        /** @description `2026-11.csv`, `2026-11.json`, `2026-11.parquet`; `2026.…` for yearly values */
        file: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A finished month or year of a dataset as CSV, JSON or Parquet */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': unknown;
          'application/json': unknown;
          'application/vnd.apache.parquet': unknown;
        };
      };
      400: components['responses']['Problem'];
      404: components['responses']['Problem'];
      414: components['responses']['Problem'];
      429: components['responses']['Problem'];
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
  get_ready: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It can do its work, or which check fails */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      500: components['responses']['Problem'];
      503: components['responses']['Problem'];
    };
  };
}
