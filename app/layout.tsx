import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { GiveWords } from '../components/words/give-words.tsx';
import { chosenTheme } from '../lib/access/current.ts';
import { currentLanguage, words } from '../lib/words/words.ts';
import './globals.css';

export const generateMetadata = (): Metadata => ({
  title: { default: 'Flowkeep', template: '%s · Flowkeep' },
  description: words('app')('description'),
  robots: { index: false, follow: false },
});

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is made per request: a page made at build time could not carry the request's nonce.
  await connection();
  const theme = await chosenTheme();
  return (
    <html
      lang={currentLanguage()}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      {...(theme ? { 'data-theme': theme } : {})}
    >
      <body className="font-sans text-sm">
        <GiveWords rooms={['ui']}>{children}</GiveWords>
      </body>
    </html>
  );
}
