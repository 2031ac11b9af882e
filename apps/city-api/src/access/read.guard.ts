import { Injectable } from '@nestjs/common';
import { AccessGuard } from './access.guard.js';

/** AccessGuard of operations that read unless they say otherwise. */
@Injectable()
export class ReadGuard extends AccessGuard {
  protected override readonly unlessSaid = 'read';
}
