'use client';
/** What a data resource does: its endpoint and what is set of its parameters; and editing all of it. */
import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Parameter } from '../../../lib/connector/endpoint.ts';
import { findEndpoint } from '../../../lib/connector/endpoints.ts';
import type { ResourceView } from '../../../lib/resource/view.ts';
import type { Words } from '../../../lib/words/words.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { listed } from '../../words/formats.ts';
import { forScreenReaders } from '../../words/rich.tsx';
import { EndpointAbout } from '../endpoint/endpoint-about.tsx';

const EditForm = dynamic(() => import('./edit-form.tsx').then((module) => module.EditForm));

const longestValue = 400;

/** A value of a parameter as people read it. */
function valueText(t: Words<'resource'>, language: string, { control }: Parameter, value: unknown): string {
  const word = (one: unknown) =>
    ('options' in control && control.options.find((option) => option.value === one)?.label) || String(one);
  if (value === true) return t('page.yes');
  const text = Array.isArray(value) ? listed(value.map(word), 'unit', language) : word(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function Endpoint({ resource }: { resource: ResourceView }) {
  const t = useTranslations('resource');
  const language = useLocale();
  const { kind, endpoint, parameters, id } = resource;
  const template = endpoint ? findEndpoint(kind, endpoint) : null;
  return (
    <Facts>
      <Fact name={t('page.endpoint')}>
        {template?.name ?? (endpoint ? t('page.unknownEndpoint', { id: endpoint }) : t('page.noEndpoint'))}
        {template && <EndpointAbout template={template} />}
      </Fact>
      {Object.entries(template?.parameters ?? {}).map(([name, parameter]) =>
        parameters[name] === undefined ? null : (
          <Fact key={name} name={parameter.label}>
            <span className="whitespace-pre-wrap">{valueText(t, language, parameter, parameters[name])}</span>
          </Fact>
        ),
      )}
      <Fact name={t('page.reference')}>
        <span className="inline-flex flex-wrap items-center gap-2">
          <span className="font-mono text-xs">{id}</span>
          <CopyButton text={id} label={t('page.copyReference')} />
        </span>
      </Fact>
    </Facts>
  );
}

export function EndpointSection({ resource }: { resource: ResourceView }) {
  const t = useTranslations('resource');
  // Which version is being edited: another one, whoever made it, is shown first.
  const [edited, setEdited] = useState<number | null>(null);
  const [told, setTold] = useState('');
  const editing = edited === resource.version;
  const edit = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  // The button that had the focus has gone with the form.
  useEffect(() => {
    if (wasEditing.current && !editing && document.activeElement === document.body) edit.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const open = () => {
    setTold('');
    setEdited(resource.version);
  };
  const close = (sentence = '') => {
    setTold(sentence);
    setEdited(null);
  };
  return (
    <Panel
      id="endpoint-section"
      title={editing ? t('page.editing') : t('page.does')}
      action={
        !editing && (
          <Button ref={edit} onClick={open}>
            {t.rich('page.edit', { more: forScreenReaders })}
          </Button>
        )
      }
    >
      <p role="status" className="text-[13px] text-muted not-empty:mb-3">
        {told}
      </p>
      {editing ? (
        <EditForm resource={resource} onSaved={() => close(t('page.saved'))} onCancel={() => close()} />
      ) : (
        <Endpoint resource={resource} />
      )}
    </Panel>
  );
}
