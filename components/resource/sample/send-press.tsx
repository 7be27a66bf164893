/** The press that makes the call of a destination, with what it does. */
import type { Effect } from '../../../lib/connector/endpoint.ts';
import { Button } from '../../ui/button.tsx';

const sendWords: Record<Effect, { button: string; warning: string }> = {
  reads: { button: 'Make this call', warning: 'It only reads.' },
  changes: { button: 'Make this call once', warning: 'It changes something at Meta.' },
  sends: { button: 'Send this once', warning: 'It reaches a person, and Meta may charge for it.' },
  deletes: { button: 'Do this once, for good', warning: 'It can’t be undone.' },
};

interface SendPressProps {
  effect: Effect;
  /** What people do not expect of the call, and what of it Meta does not do as it is meant. */
  cautions: string[];
  credentialName: string;
  sending: boolean;
  onPress: () => void;
}

export function SendPress({ effect, cautions, credentialName, sending, onPress }: SendPressProps) {
  const { button, warning } = sendWords[effect];
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-control border border-line bg-sunken px-4 py-3">
      <p className="min-w-0 flex-1 basis-60 text-sm leading-relaxed wrap-anywhere">
        Nothing was sent. Pressing makes this very call with {credentialName}. {warning}
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
        {button}
      </Button>
    </div>
  );
}
