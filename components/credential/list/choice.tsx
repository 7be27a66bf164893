'use client';
/** Choosing one of the tiles, and going on with it. The tiles themselves come from the server. */
import { useRouter } from 'next/navigation';
import {
  type FormEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import { useTranslations } from 'use-intl';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { AddTile } from '../add/add-tile.tsx';
import { choiceFormId, putChoice } from '../tile/keep-choice.ts';
import { tileGridClass } from '../tile/tile-grid-class.ts';

export interface Chosen {
  id: string;
  name: string;
  status: string;
}

interface ChoiceProps {
  path: string;
  connector: { id: string; name: string };
  suggestedName: string;
  chosen: Chosen | null;
  /** What was deleted a moment ago; it may have been what was chosen. */
  deletedId: string | undefined;
  backHref: string;
  /** The radio buttons, in tiles. */
  children: ReactNode;
  /** What comes right after the tiles. */
  end: ReactNode;
}

function chosenBy(radio: HTMLInputElement): Chosen {
  const { name = '', status = '' } = radio.dataset;
  return { id: radio.value, name, status };
}

function Reason({ chosen }: { chosen: Chosen | null }) {
  const t = useTranslations('credentialList');
  if (!chosen) return t('choice.none');
  return (
    <>
      {t.rich('choice.selected', {
        name: chosen.name,
        strong: (chunks) => <strong className="font-medium text-ink wrap-anywhere">{chunks}</strong>,
      })}
      {chosen.status === 'invalid' && <span className="text-invalid"> {t('choice.invalid')}</span>}
    </>
  );
}

/** What is chosen: in the tiles that stand here, in the address, and on the page that brought them. */
function useChoice(given: Chosen | null, deletedId: string | undefined) {
  const tiles = useRef<HTMLDivElement>(null);
  // Another page of the history may have another choice, and a deletion may end one: what was chosen here is then over.
  const page = `${given?.id} ${deletedId}`;
  const [here, setHere] = useState({ page, chosen: given });
  const chosen = here.page === page ? here.chosen : given;
  const setChosen = (next: Chosen) => setHere({ page, chosen: next });

  const choose = (radio: HTMLInputElement) => {
    setChosen(chosenBy(radio));
    putChoice(radio.value);
  };
  const catchUp = useEffectEvent(() => {
    const early = tiles.current?.querySelector<HTMLInputElement>('input[name="credential"]:checked');
    if (early) choose(early);
  });
  // A tile may have been pressed before this script ran.
  useEffect(() => catchUp(), []);
  return { tiles, chosen, setChosen, choose };
}

interface ChoiceFootProps {
  chosen: Chosen | null;
  backHref: string;
  /** Next was pressed while nothing is chosen. */
  onMissing: () => void;
}

function ChoiceFoot({ chosen, backHref, onMissing }: ChoiceFootProps) {
  const t = useTranslations('credentialList');
  const sendBack = (event: MouseEvent) => {
    if (chosen) return;
    event.preventDefault();
    onMissing();
  };
  return (
    <div className="sticky bottom-0 z-5 -mx-1 mt-6 flex flex-wrap items-center justify-end gap-3 border-t border-line bg-canvas px-1 py-4 max-sm:bottom-[calc(57px+env(safe-area-inset-bottom))]">
      <p id="next-reason" role="status" className="mr-auto min-w-0 truncate text-muted max-sm:basis-full">
        <Reason chosen={chosen} />
      </p>
      <ButtonLink href={backHref}>{t('choice.back')}</ButtonLink>
      <Button
        type="submit"
        form={choiceFormId}
        variant="primary"
        aria-disabled={chosen ? undefined : true}
        aria-describedby="next-reason"
        onClick={sendBack}
      >
        {t('choice.next')}
      </Button>
    </div>
  );
}

export function Choice(props: ChoiceProps) {
  const { path, connector, suggestedName, deletedId, backHref, children, end } = props;
  const t = useTranslations('credentialList');
  const router = useRouter();
  const { tiles, chosen, setChosen, choose } = useChoice(props.chosen, deletedId);

  const onChange = ({ target }: FormEvent) => {
    if (target instanceof HTMLInputElement && target.name === 'credential') choose(target);
  };
  const focusTiles = () => {
    const first = (selector: string) => tiles.current?.querySelector<HTMLElement>(selector);
    (first('input[type="radio"]:enabled') ?? first('button'))?.focus();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return;
    const query = new URLSearchParams({ connector: connector.id, credential: chosen.id, step: 'configure' });
    router.push(`${path}?${query}`);
  };
  return (
    <>
      {/* It stands apart from the tiles: the overlay has forms of its own, whose events pass through here. */}
      <form id={choiceFormId} action={path} onSubmit={onSubmit}>
        <input type="hidden" name="connector" value={connector.id} />
        <input type="hidden" name="step" value="configure" />
      </form>
      <div ref={tiles} className={tileGridClass}>
        <AddTile
          connector={connector}
          suggestedName={suggestedName}
          listHref={`${path}?connector=${connector.id}&`}
          onAdded={({ id, name, status }) => setChosen({ id, name, status })}
        />
        <div role="radiogroup" aria-label={t('choice.group')} className="contents" onChange={onChange}>
          {children}
        </div>
      </div>
      {end}
      <ChoiceFoot chosen={chosen} backHref={backHref} onMissing={focusTiles} />
    </>
  );
}
