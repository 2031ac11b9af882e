import type { PipeTransform } from '@nestjs/common';
import { mappingSchema } from '@app/telemetry';
import { z } from 'zod';
import { parsePlaced, type Place, readDocument } from '../http/document.js';
import { person } from '../http/person.js';
import { requiredInstant } from '../http/span.js';

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .transform((text) => text.normalize('NFC'));
const version = {
  note: z.string().trim().max(1000).default('').describe('what it is for, or what changed'),
  validFrom: requiredInstant
    .optional()
    .describe('messages that arrive from then on; now or later, default now'),
  mapping: mappingSchema,
  by: person.optional().describe('default: who is signed in'),
};

export const codecInput = z
  .strictObject({
    id: z.string().max(64),
    family: z.string().max(40).describe('measure family of the devices that send it'),
    nameVi: name,
    nameEn: name,
    ...version,
  })
  .meta({ id: 'CodecInput' });

export const codecVersionInput = z
  .strictObject({ nameVi: name.optional(), nameEn: name.optional(), ...version })
  .meta({ id: 'CodecVersionInput' });

export const codecSchema = z
  .object({
    id: z.string(),
    version: z.number().int(),
    family: z.string(),
    nameVi: z.string(),
    nameEn: z.string(),
    note: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable().meta({ description: 'when the next version takes over' }),
    by: z.string(),
    devices: z.array(z.string()).meta({ description: 'devices whose codec it is now' }),
    mapping: mappingSchema,
  })
  .meta({ id: 'Codec' });

export const deviceCodecInput = z
  .strictObject({
    codec: z.string().min(1).max(64).describe('`native`, or the id of a codec of the same family'),
    from: requiredInstant.optional().describe('messages that arrive from then on; now or later, default now'),
    by: person.optional().describe('default: who is signed in'),
  })
  .meta({ id: 'DeviceCodecInput' });

/** A codec's document that has been read, which can say where in its text a value stands. */
export interface CodecDocument<T> {
  readonly input: T;
  readonly place: Place;
}

/** Reads a codec from JSON, or from YAML with the lines of its mistakes. */
export class CodecPipe<T> implements PipeTransform<unknown, CodecDocument<T>> {
  constructor(private readonly schema: z.ZodType<T>) {}

  transform(body: unknown): CodecDocument<T> {
    const { value, place } = readDocument(body);
    return { input: parsePlaced(this.schema, value, place), place };
  }
}
