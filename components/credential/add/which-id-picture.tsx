'use client';
/** Which of the four ids that Meta shows is the one asked for: the account between the business and its numbers. */
import { useTranslations } from 'use-intl';

interface Row {
  name: 'portfolio' | 'app' | 'account' | 'phone';
  id: string;
  x: number;
  y: number;
  wanted?: boolean;
}

const rows: Row[] = [
  { name: 'portfolio', id: '2729 0634 9058 6005', x: 8, y: 8 },
  { name: 'app', id: '9014 0613 5639 897', x: 196, y: 64 },
  { name: 'account', id: '1049 9612 2399 160', x: 8, y: 64, wanted: true },
  { name: 'phone', id: '1022 9012 9340 398', x: 40, y: 120 },
];

function Box({ name, id, x, y, wanted = false }: Row) {
  const t = useTranslations('credentialForm');
  const width = wanted ? 176 : 144;
  return (
    <g className={wanted ? 'text-accent' : 'text-muted'}>
      <rect
        x={x}
        y={y}
        width={width}
        height="44"
        rx="8"
        fill={wanted ? 'var(--accent-soft)' : 'none'}
        stroke="currentColor"
        strokeWidth={wanted ? 2 : 1}
        strokeOpacity={wanted ? 1 : 0.5}
      />
      <text x={x + 12} y={y + 18} fontSize="11" fontWeight={wanted ? 600 : 400} fill="currentColor">
        {t(`guide.picture.${name}`)}
      </text>
      <text x={x + 12} y={y + 34} fontSize="11" fill="currentColor" className="tabular-nums">
        {id}
      </text>
    </g>
  );
}

export function WhichIdPicture() {
  const t = useTranslations('credentialForm');
  return (
    <figure className="mt-3">
      <svg viewBox="0 0 344 172" className="w-full max-w-[344px]" role="img" aria-labelledby="which-id-title">
        <title id="which-id-title">{t('guide.picture.title')}</title>
        <g fill="none" className="stroke-edge">
          <path d="M32 52v12M152 30h116v34M24 108v34h16" />
        </g>
        {rows.map((row) => (
          <Box key={row.name} {...row} />
        ))}
      </svg>
      <figcaption className="mt-1 text-xs text-muted">{t('guide.picture.caption')}</figcaption>
    </figure>
  );
}
