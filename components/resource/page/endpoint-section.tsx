'use client';
/** What a data resource does: its endpoint and what is set of its parameters; and editing all of it. */
import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import type { Parameter } from '../../../lib/connector/endpoint.ts';
import { findEndpoint } from '../../../lib/connector/endpoints.ts';
import type { ResourceView } from '../../../lib/resource/view.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { EndpointAbout } from '../endpoint/endpoint-about.tsx';

const EditForm = dynamic(() => import('./edit-form.tsx').then((module) => module.EditForm));

const longestValue = 400;

/** A value of a parameter as people read it. */
function valueText({ control }: Parameter, value: unknown): string {
  const word = (one: unknown) =>
    ('options' in control && control.options.find((option) => option.value === one)?.label) || String(one);
  if (value === true) return 'yes';
  const text = Array.isArray(value) ? value.map(word).join(', ') : word(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function Endpoint({ resource }: { resource: ResourceView }) {
  const { kind, endpoint, parameters, id } = resource;
  const template = endpoint ? findEndpoint(kind, endpoint) : null;
  return (
    <Facts>
      <Fact name="Endpoint">
        {template ? template.name : endpoint ? `${endpoint} (not known to this version)` : 'none chosen yet'}
        {template && <EndpointAbout template={template} />}
      </Fact>
      {Object.entries(template?.parameters ?? {}).map(([name, parameter]) =>
        parameters[name] === undefined ? null : (
          <Fact key={name} name={parameter.label}>
            <span className="whitespace-pre-wrap">{valueText(parameter, parameters[name])}</span>
          </Fact>
        ),
      )}
      <Fact name="Reference">
        <span className="inline-flex flex-wrap items-center gap-2">
          <span className="font-mono text-xs">{id}</span>
          <CopyButton text={id} label="Copy the reference" />
        </span>
      </Fact>
    </Facts>
  );
}

export function EndpointSection({ resource }: { resource: ResourceView }) {
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
      title={editing ? 'Edit' : 'What it does'}
      action={
        !editing && (
          <Button ref={edit} onClick={open}>
            Edit<span className="sr-only"> name, description and endpoint</span>
          </Button>
        )
      }
    >
      <p role="status" className="text-[13px] text-muted not-empty:mb-3">
        {told}
      </p>
      {editing ? (
        <EditForm resource={resource} onSaved={() => close('Saved.')} onCancel={() => close()} />
      ) : (
        <Endpoint resource={resource} />
      )}
    </Panel>
  );
}
