'use client';
/** What was done to a paste, the way back, and the choice where it held several tokens. */
import { useTranslations } from 'use-intl';
import type { PasteChoice } from '../../../lib/credential/paste/choose.ts';
import { Button, longButton } from '../../ui/button.tsx';
import { fieldId, useCredentialForm } from './form-context.tsx';
import type { FieldName } from './form-values.ts';

/** What tells one token from the others without showing it. */
function ChoiceText({ choice: { name, place, off, lastFour, found } }: { choice: PasteChoice }) {
  const t = useTranslations('credentialForm');
  const known = {
    token: name || t('paste.aToken'),
    off: off === 'switched off' ? 'switchedOff' : off === 'in a comment' ? 'inComment' : 'other',
  };
  return (
    <span>
      {place ? t('paste.useOf', { ...known, place }) : t('paste.use', known)}
      <span className="block text-xs font-normal text-muted tabular-nums">
        {found.wabaId
          ? t('paste.endsInOf', { lastFour, account: found.wabaId })
          : t('paste.endsIn', { lastFour })}
      </span>
    </span>
  );
}

export function PasteNoteText({ name }: { name: FieldName }) {
  const t = useTranslations('credentialForm');
  const context = useCredentialForm();
  const { note } = context.pasting;
  const mine = note?.field === name ? note : null;
  // The region is always there: assistive technology only reads regions that it knew before the text came.
  return (
    <div role="status" id={`${fieldId(context, name)}-note`}>
      {mine && (
        <div className="mt-2 flex max-h-60 flex-col gap-2 overflow-y-auto rounded-control bg-accent-soft px-3 py-2 text-xs leading-relaxed">
          <p className="flex flex-wrap gap-x-2">
            <span className="min-w-0 wrap-anywhere">{mine.text}</span>
            <button type="button" onClick={mine.action.run} className="font-medium text-accent underline">
              {t(`paste.${mine.action.word}`)}
            </button>
          </p>
          {mine.choices.length > 0 && (
            <ul className="flex flex-col gap-2">
              {mine.choices.map(({ choice, take }) => (
                <li key={`${choice.found.accessToken}`}>
                  <Button className={`${longButton} w-full justify-start!`} onClick={take}>
                    <ChoiceText choice={choice} />
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}
