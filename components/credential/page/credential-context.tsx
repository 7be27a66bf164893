'use client';
/** The credential of the page as this browser knows it, and what its person may do with it. */
import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useTransition } from 'react';
import type { Tile } from '../../../lib/credential/look/tile.ts';

interface CredentialPageContext {
  tile: Tile;
  /** The tile as the last change left it, also before the page has been drawn with it. */
  latest: () => Tile;
  /** Shows what a change answered, and lets the server draw the rest of the page anew. */
  apply: (tile: Tile) => void;
  /** Up to three names of admins, for those who are none. */
  admins: string[];
  isAdmin: boolean;
}

const Context = createContext<CredentialPageContext | null>(null);

interface ProviderProps {
  tile: Tile;
  isAdmin: boolean;
  admins: string[];
  children: ReactNode;
}

export function CredentialProvider({ tile: given, isAdmin, admins, children }: ProviderProps) {
  const router = useRouter();
  const [tile, setTile] = useState(given);
  const latest = useRef(given);
  const [, startRefresh] = useTransition();

  // What the server draws may be older than what a change has answered already.
  useEffect(() => {
    if (given.version < latest.current.version) return;
    latest.current = given;
    setTile(given);
  }, [given]);

  const apply = (next: Tile) => {
    latest.current = next;
    setTile(next);
    startRefresh(() => router.refresh());
  };
  return <Context value={{ tile, latest: () => latest.current, apply, isAdmin, admins }}>{children}</Context>;
}

export function useCredential(): CredentialPageContext {
  const context = useContext(Context);
  if (!context) throw new Error('This stands outside the page of a credential.');
  return context;
}
