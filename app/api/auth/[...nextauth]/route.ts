import NextAuth from 'next-auth';
import { authOptions } from '@/lib/server/auth';
import { isOwnOrigin } from '@/lib/server/origin';

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: Request, context: Context) {
  if (request.method === 'POST' && !isOwnOrigin(request.headers)) {
    return Response.json(
      { code: 'foreign-origin', message: 'This request did not come from this site.' },
      { status: 403 },
    );
  }
  return NextAuth(authOptions())(request, context);
}

export { handle as GET, handle as POST };
