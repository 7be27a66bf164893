import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ProblemPage } from '../../../components/problem/problem-page.tsx';
import { isProblemCode } from '../../../lib/problem/pages.ts';
import { words } from '../../../lib/words/words.ts';

export async function generateMetadata({ params }: PageProps<'/problems/[code]'>): Promise<Metadata> {
  const { code } = await params;
  return {
    title: isProblemCode(code) ? words('problemPages')(`${code}.title`) : words('app')('titles.notFound'),
  };
}

/** What the `type` of a problem leads to; open to everybody. */
export default async function ProblemRoute({ params }: PageProps<'/problems/[code]'>) {
  const { code } = await params;
  if (!isProblemCode(code)) notFound();
  return <ProblemPage code={code} />;
}
