'use client';
import { useLocale, useTranslations } from 'use-intl';
import { type TileWording, tileWording } from './tile-words.ts';

/** What the facts of a tile are told with in the browser. */
export function useTileWording(): TileWording {
  const t = useTranslations('credentialTile');
  const tUi = useTranslations('ui');
  return tileWording(t, tUi, useLocale());
}
