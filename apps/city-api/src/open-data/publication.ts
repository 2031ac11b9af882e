import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import type { FastifyRequest } from 'fastify';

/** Who publishes under which licence, and where. */
export interface Publication {
  /** Origin that the public knows this server by, without a slash at the end. */
  readonly origin: string;
  readonly publisher: string;
  /** E-mail address for questions; null: none is named. */
  readonly contact: string | null;
  readonly licence: { readonly url: string; readonly name: string };
}

const CREATIVE_COMMONS = /^https?:\/\/creativecommons\.org\/(licenses|publicdomain)\/([a-z-]+)\/(\d\.\d)/;

/** `CC BY 4.0` of a Creative Commons address; any other licence is named by its address. */
function licenceName(url: string): string {
  const [, kind, terms = '', version = ''] = CREATIVE_COMMONS.exec(url) ?? [];
  if (kind === undefined) return url;
  return kind === 'licenses' ? `CC ${terms.toUpperCase()} ${version}` : `CC0 ${version}`;
}

/** Says how what is published is to be cited, from the configuration and the address that was asked for. */
@Injectable()
export class Publications {
  constructor(private readonly config: AppConfig) {}

  of(request: Pick<FastifyRequest, 'protocol' | 'host'>): Publication {
    const { licence, publisher, contact } = this.config.openData;
    return {
      origin: this.config.publicUrl ?? `${request.protocol}://${request.host}`,
      publisher,
      contact,
      licence: { url: licence, name: licenceName(licence) },
    };
  }
}

/** Address of the page of all datasets. */
export const homeOf = ({ origin }: Publication): string => `${origin}/open-data`;
/** Address of a dataset's page; its files lie below it. */
export const pageOf = (publication: Publication, id: string): string => `${homeOf(publication)}/${id}`;
/** Address of a file. */
export const fileOf = (publication: Publication, id: string, span: string, format: string): string =>
  `${pageOf(publication, id)}/${span}.${format}`;
