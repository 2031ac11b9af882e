import { Injectable } from '@nestjs/common';
import { AccessGuard } from './access.guard.js';

/** AccessGuard of operations that say no action: the administrator's key alone. */
@Injectable()
export class AdminGuard extends AccessGuard {}
