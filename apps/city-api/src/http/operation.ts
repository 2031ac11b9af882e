import { HttpCode, SetMetadata, applyDecorators } from '@nestjs/common';
import type { Action } from '@app/access';
import type { z } from 'zod';

/** What the OpenAPI document says of one operation; the same schemas check the request. */
export interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Media types of a body that is a file, and not JSON. */
  readonly accepts?: readonly string[];
  readonly response?: z.ZodType;
  /** Media type of the response; JSON by default. */
  readonly produces?: string;
  /** Other media types that it may come in, with their schema where there is one. */
  readonly also?: Readonly<Record<string, z.ZodType | null>>;
  readonly status?: number;
  /** Needs the administrator's key. */
  readonly admin?: boolean;
  /** What it does; callers whose roles include it may. `any`: everybody, without credentials too. */
  readonly action?: Action | 'any';
  /** Needs a device's or a gateway's credential. */
  readonly device?: boolean;
  /** Status codes of problems that it may answer with, besides 500. */
  readonly problems?: readonly number[];
}

export const OPERATION = Symbol('operation');

/** Describes a handler for the OpenAPI document and sets its status. */
export function ApiOperation(operation: Operation): MethodDecorator {
  return applyDecorators(SetMetadata(OPERATION, operation), HttpCode(operation.status ?? 200));
}
