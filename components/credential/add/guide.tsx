'use client';
/** A connector's guide beside the form: numbered sections, of which the one that helps now is lit. */
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { GuideBlock, Guide as GuideData, GuideText } from '../../../lib/connector/guide.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { WhichIdPicture } from './which-id-picture.tsx';

/** A jump from a help link; `count` tells two jumps to one section apart. */
export interface GuideJump {
  section: string;
  count: number;
}

function OutLink({ link, href }: { link: string; href: string }) {
  const t = useTranslations('credentialForm');
  return (
    <a href={href} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-2">
      {link}
      <span aria-hidden="true"> ↗</span>
      <span className="sr-only"> {t('guide.newTab')}</span>
    </a>
  );
}

function Text({ text }: { text: GuideText }) {
  return text.map((part) => {
    if (typeof part === 'string') return part;
    if ('code' in part) {
      return (
        <code key={part.code} className="font-mono text-[0.92em]">
          {part.code}
        </code>
      );
    }
    return <OutLink key={part.href} {...part} />;
  });
}

const textKey = (text: GuideText): string => JSON.stringify(text);

function Block({ block }: { block: GuideBlock }) {
  const t = useTranslations('credentialForm');
  switch (block.kind) {
    case 'text':
      return (
        <p>
          <Text text={block.text} />
        </p>
      );
    case 'steps':
      return (
        <ol className="list-[lower-alpha] space-y-1 pl-5 marker:text-muted">
          {block.items.map((item) => (
            <li key={textKey(item)}>
              <Text text={item} />
            </li>
          ))}
        </ol>
      );
    case 'copy':
      return (
        <ul className="space-y-2">
          {block.values.map(({ value, purpose }) => (
            <li key={value} className="flex flex-wrap items-center gap-x-2">
              <code className="font-mono text-[0.92em] break-all">{value}</code>
              <CopyButton text={value} label={t('guide.copy', { value })} />
              <span className="w-full text-muted">{purpose}</span>
            </li>
          ))}
        </ul>
      );
    case 'choice':
      return (
        <dl className="space-y-2">
          {block.options.map(({ name, text }) => (
            <div key={name}>
              <dt className="font-medium">{name}</dt>
              <dd className="text-muted">{text}</dd>
            </div>
          ))}
        </dl>
      );
    case 'picture':
      return <WhichIdPicture />;
  }
}

interface GuideProps {
  guide: GuideData;
  idPrefix: string;
  lit: string | null;
  jump: GuideJump | null;
}

export function Guide({ guide, idPrefix, lit, jump }: GuideProps) {
  const t = useTranslations('credentialForm');
  const list = useRef<HTMLOListElement>(null);

  // A section of the focused field comes into view; a help link also takes the focus there, for readers by ear.
  useEffect(() => {
    if (!lit) return;
    const section = list.current?.querySelector(`[data-section="${lit}"]`);
    if (section?.checkVisibility()) section.scrollIntoView({ block: 'nearest' });
  }, [lit]);
  useEffect(() => {
    if (!jump) return;
    const heading = list.current?.querySelector<HTMLElement>(`[data-section="${jump.section}"] h3`);
    heading?.focus();
    heading?.scrollIntoView({ block: 'start' });
  }, [jump]);

  return (
    <>
      <ol ref={list} className="space-y-1">
        {guide.sections.map((section, index) => (
          <li
            key={section.id}
            data-section={section.id}
            data-lit={section.id === lit || undefined}
            className="flex gap-3 rounded-control border-l-2 border-transparent px-3 py-3 transition-colors data-lit:border-accent data-lit:bg-accent-soft"
          >
            <span aria-hidden="true" className="w-4 shrink-0 text-right text-muted tabular-nums">
              {index + 1}
            </span>
            <div className="min-w-0 flex-1 space-y-2 text-sm">
              <h3 id={`${idPrefix}-${section.id}`} tabIndex={-1} className="scroll-mt-4 font-medium">
                {section.title}
              </h3>
              {section.blocks.map((block) => (
                <Block key={JSON.stringify(block)} block={block} />
              ))}
            </div>
          </li>
        ))}
      </ol>
      <p className="px-3 pt-3 text-sm text-muted">
        {t.rich('guide.further', {
          links: () =>
            guide.further.map((further, index) => (
              <span key={further.href}>
                {index > 0 && ', '}
                <OutLink {...further} />
              </span>
            )),
        })}
      </p>
    </>
  );
}
