import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A device's payload format may change from a moment on. */
export class DeviceCodec1764900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE device_codec (device text NOT NULL, valid_from bigint NOT NULL, codec text NOT NULL, by text NOT NULL,
         at bigint NOT NULL, CONSTRAINT device_codec_pkey PRIMARY KEY (device, valid_from),
         CONSTRAINT device_codec_device_fkey FOREIGN KEY (device) REFERENCES device (id))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE device_codec');
  }
}
