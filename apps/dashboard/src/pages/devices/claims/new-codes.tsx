import type { Schemas } from '@app/api-client';
import type { ReactNode } from 'react';
import { CsvButton } from '../../../charts/csv-button.js';
import { ShownOnce } from '../../../form/shown-once.js';
import { useLocale } from '../../../i18n/locale.js';
import { useTexts } from '../texts.js';
import type { BatchDraft } from './batch-fields.js';

/** The columns that the interface's own CSV of codes has. */
const HEADER = ['device', 'claimCode', 'profile', 'area', 'station', 'expiresAt'] as const;

/** Claim codes just made, to copy or to print labels from. */
export function NewCodes({
  made,
  draft,
  onClose,
}: {
  made: Schemas['NewClaimCodes'];
  draft: BatchDraft;
  onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const { t: common } = useLocale();
  const { profile, where, area, station } = draft;
  const place = where === 'area' ? [area, ''] : ['', station];
  return (
    <>
      <ShownOnce
        label={t('tab.claims')}
        secret={made.items.map(({ device, claimCode }) => `${claimCode}  ${device}`).join('\n')}
        keep={t('claims.keep')}
      />
      <p className="muted">{t('claims.use')}</p>
      <div className="actions">
        <CsvButton
          file={`ma-kich-hoat-${made.id}`}
          table={() => ({
            header: HEADER,
            rows: made.items.map(({ device, claimCode }) => [
              device,
              claimCode,
              profile,
              ...place,
              made.expiresAt,
            ]),
          })}
        />
        <button type="button" className="button primary" onClick={onClose}>
          {common('close')}
        </button>
      </div>
    </>
  );
}
