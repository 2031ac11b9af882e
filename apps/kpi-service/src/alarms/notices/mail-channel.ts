import { createHash } from 'node:crypto';
import { OutboxLoop, PermanentFailure } from '@app/outbox';
import type { AppConfig, Clock } from '@app/config';
import type { Logger, Metrics } from '@app/observability';
import type { ClaimedDelivery, OutboxRepository } from '@app/registry';
import { createTransport, type Transporter } from 'nodemailer';
import { EMAIL, type MailBody, mailText } from './mail-body.js';

const ATTEMPTS = 12;
const TIMEOUT_MS = 30_000;

export type MailConfig = NonNullable<AppConfig['mail']>;

/** A loop that sends the outbox's e-mails over SMTP. */
export function mailLoop(
  mail: MailConfig,
  parts: { outbox: OutboxRepository; clock: Clock; log: Logger; metrics: Metrics },
): OutboxLoop {
  const transport = createTransport({
    url: mail.smtpUrl,
    connectionTimeout: TIMEOUT_MS / 2,
    greetingTimeout: TIMEOUT_MS / 2,
    socketTimeout: TIMEOUT_MS,
  });
  return new OutboxLoop(
    {
      name: EMAIL,
      attempts: ATTEMPTS,
      atOnce: 4,
      timeoutMs: TIMEOUT_MS,
      deliver: (delivery) => send(transport, mail, delivery),
    },
    parts,
  );
}

/** One e-mail; its Message-ID is made of the transition that it tells of, so that a repeat can be known. */
async function send(transport: Transporter, mail: MailConfig, delivery: ClaimedDelivery): Promise<void> {
  const body = delivery.body as MailBody;
  const link = mail.publicUrl === null ? null : new URL(`/canh-bao/${body.item.id}`, mail.publicUrl).href;
  const domain = mail.from.split('@').at(-1)?.replace(/>$/, '') ?? 'localhost';
  const digest = createHash('sha256').update(delivery.key).digest('hex').slice(0, 32);
  try {
    await transport.sendMail({
      from: mail.from,
      to: delivery.target,
      ...mailText(body, link),
      messageId: `<${digest}@${domain}>`,
      references: `<alarm-${body.item.id}@${domain}>`,
      date: new Date(delivery.madeAt),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    const code = (error as { responseCode?: unknown }).responseCode;
    // 5xx of the recipient or the message: the server will not take it later either.
    if (typeof code === 'number' && code >= 550 && code < 560)
      throw new PermanentFailure(error instanceof Error ? error.message : 'refused', { cause: error });
    throw error;
  }
}
