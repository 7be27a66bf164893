'use client';
/** The press that makes the call of a destination, with what it does. */
import { useTranslations } from 'use-intl';
import type { Effect } from '../../../lib/connector/endpoint.ts';
import { Button } from '../../ui/button.tsx';

interface SendPressProps {
  effect: Effect;
  /** What people do not expect of the call, and what of it Meta does not do as it is meant. */
  cautions: string[];
  credentialName: string;
  sending: boolean;
  onPress: () => void;
}

export function SendPress({ effect, cautions, credentialName, sending, onPress }: SendPressProps) {
  const t = useTranslations('sample');
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-control border border-line bg-sunken px-4 py-3">
      <p className="min-w-0 flex-1 basis-60 text-sm leading-relaxed wrap-anywhere">
        {t(`destination.press.${effect}.text`, { name: credentialName })}
        {cautions.map((caution) => (
          <strong key={caution} className="mt-1 block font-medium text-expiring">
            {caution}
          </strong>
        ))}
      </p>
      <Button
        variant={effect === 'deletes' ? 'danger' : 'secondary'}
        loading={sending}
        disabled={sending}
        onClick={onPress}
      >
        {t(`destination.press.${effect}.button`)}
      </Button>
    </div>
  );
}
