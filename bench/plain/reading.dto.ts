import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

export class ClassCountsDto {
  @IsInt() @Min(0) @Max(480_000) bicycle!: number;
  @IsInt() @Min(0) @Max(1_440_000) motorcycle!: number;
  @IsInt() @Min(0) @Max(480_000) car!: number;
  @IsInt() @Min(0) @Max(480_000) bus_small!: number;
  @IsInt() @Min(0) @Max(480_000) bus!: number;
  @IsInt() @Min(0) @Max(480_000) truck2!: number;
  @IsInt() @Min(0) @Max(480_000) truck3!: number;
  @IsInt() @Min(0) @Max(480_000) trailer!: number;
}

/** A camera's message, validated as the NestJS documentation shows it. */
export class ReadingDto {
  @IsISO8601() ts!: string;
  @IsNumber() @Min(1) @Max(86_400) period!: number;
  @IsInt() lane!: number;
  @IsOptional() @IsString() direction?: string;
  @ValidateNested() @Type(() => ClassCountsDto) n!: ClassCountsDto;
  @IsNumber() @Min(0) @Max(160) speed!: number;
  @IsNumber() @Min(0) @Max(100) occupancy!: number;
  @IsOptional() @IsIn(['space', 'time']) speedKind?: string;
  @IsOptional() @IsInt() seq?: number;
}
