'use client';
/** Which credentials are to have which API Version: those with an old one are chosen for the person to begin with. */
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import { apiVersionSchema } from '../../../lib/credential/schema.ts';
import { describeVersion, newestVersion, normaliseVersion } from '../../../lib/graph/versions.ts';
import { isUsable } from '../tile/tile-words.ts';

/** Whether Meta answers as another version than the one asked for, or soon will. */
function isOld(tile: Tile, now: Date): boolean {
  const superseded = tile.servedVersion !== null && tile.servedVersion !== tile.apiVersion;
  return superseded || describeVersion(tile.apiVersion, now).state === 'expired';
}

export function useVersionChoice(tiles: Tile[] | null) {
  const t = useTranslations('credentialVersions');
  const [now] = useState(() => new Date());
  /** What the person chose; null while those with an old version stand as they were offered. */
  const [touched, setTouched] = useState<ReadonlySet<string> | null>(null);
  const [version, setVersion] = useState(newestVersion);
  const [error, setError] = useState<string>();
  const usable = (tiles ?? []).filter(isUsable);
  const chosen = touched ?? new Set(usable.filter((tile) => isOld(tile, now)).map((tile) => tile.id));
  const wanted = usable.filter((tile) => chosen.has(tile.id) && tile.apiVersion !== version);

  const choose = (tileId: string, add: boolean) => {
    const next = new Set(chosen);
    if (add) next.add(tileId);
    else next.delete(tileId);
    setTouched(next);
  };
  /** The version as it is sent; null where the choice is not enough yet, which `error` tells. */
  const decide = (): string | null => {
    const parsed = apiVersionSchema.safeParse(normaliseVersion(version) ?? version);
    const none = wanted.length === 0;
    setError(parsed.success ? (none ? t('noneChosen') : undefined) : t('versionWrong'));
    if (!parsed.success || none) return null;
    setVersion(parsed.data);
    return parsed.data;
  };
  return { usable, chosen, choose, version, setVersion, error, wanted, decide };
}

export type VersionChoice = ReturnType<typeof useVersionChoice>;
