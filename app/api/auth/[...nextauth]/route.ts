import { answerAuthGet, answerAuthPost } from '../../../../lib/access/sign-in/next-auth-route.ts';
import { handleAuth } from '../../../../lib/http/handle-auth.ts';

export const GET = handleAuth(answerAuthGet);
export const POST = handleAuth(answerAuthPost);
