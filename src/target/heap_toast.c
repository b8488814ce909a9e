/*-------------------------------------------------------------------------
 *
 * heap_toast.c
 *	  Values too long for a page: compress them, or move them out of the row.
 *
 * What is done to which value is decided as heap_toast_insert_or_update
 * decides, with PostgreSQL's own functions of access/toast_helper.h.  A value
 * that leaves the row is not inserted as toast_save_datum would: its chunks
 * become pages of the TOAST relation (heap_pages.c) without index entries.
 *
 * Identifiers of values: GetNewObjectId counts for the whole cluster, and
 * gives an identifier twice only when 4 billion others have been given
 * between.  So those of one load differ from each other, in all processes of a
 * parallel group.  If the TOAST relation holds rows already, each is looked up
 * in the index besides, which has all of them that are not dead.
 * Should it fail after all, the unique index of the TOAST relation cannot be
 * rebuilt, and the import with it: two values cannot become one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/detoast.h"
#include "access/heapam.h"
#include "access/heaptoast.h"
#include "access/table.h"
#include "access/toast_helper.h"
#include "access/toast_internals.h"
#include "access/transam.h"
#include "catalog/catalog.h"
#include "miscadmin.h"
#include "storage/bufmgr.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "compat.h"
#include "target/heap_pages.h"
#include "target/heap_toast.h"

struct CvgHeapToast
{
	Relation	rel;
	CommandId	cid;
	MemoryContext memory;
	MemoryContext row_memory;	/* what the row at hand needs */

	/* the row at hand; attributes of it */
	ToastTupleContext context;
	Datum	   *values;
	bool	   *isnull;
	ToastAttrInfo *attributes;

	/* the TOAST relation, from the first value on that is moved there */
	Relation	toastrel;
	CvgHeapPages *pages;
	int			waiting;		/* complete pages, at most */
	Oid			index;			/* to look up identifiers; or invalid */
};

static void CopyRow(CvgHeapToast *toast, const Datum *values, const bool *isnull);
static Datum AsInTuple(Form_pg_attribute att, Datum value);
static Size HeaderSize(const CvgHeapToast *toast);
static bool IsTooLong(const CvgHeapToast *toast, Size limit);
static void ShrinkExtended(CvgHeapToast *toast, Size limit);
static void CompressMain(CvgHeapToast *toast, Size limit);
static void MoveOut(CvgHeapToast *toast, Size limit, bool main);
static void MoveAttribute(CvgHeapToast *toast, int attribute);
static bool HasToastRelation(const CvgHeapToast *toast);
static void OpenToastRelation(CvgHeapToast *toast);
static Datum SaveValue(CvgHeapToast *toast, struct varlena *value);
static char *DescribeValue(struct varatt_external *pointer, struct varlena *value);
static Oid	NewValueId(CvgHeapToast *toast);
static bool SaveChunk(CvgHeapPages *pages, Oid valueid, int32 sequence,
					  const char *data, Size len);

CvgHeapToast *
CvgHeapToastBegin(Relation rel, CommandId cid)
{
	CvgHeapToast *toast = palloc0(sizeof(CvgHeapToast));
	int			natts = RelationGetNumberOfAttributes(rel);

	toast->rel = rel;
	toast->cid = cid;
	toast->memory = CurrentMemoryContext;
	toast->row_memory = AllocSetContextCreate(CurrentMemoryContext, "converge toast row",
											  ALLOCSET_DEFAULT_SIZES);
	toast->values = palloc(sizeof(Datum) * natts);
	toast->isnull = palloc(sizeof(bool) * natts);
	toast->attributes = palloc(sizeof(ToastAttrInfo) * natts);
	toast->context.ttc_rel = rel;
	toast->context.ttc_values = toast->values;
	toast->context.ttc_isnull = toast->isnull;
	toast->context.ttc_attr = toast->attributes;
	return toast;
}

/* The four rounds of heap_toast_insert_or_update, for a row that is new. */
void
CvgHeapToastRow(CvgHeapToast *toast, const Datum **values, const bool **isnull)
{
	MemoryContext old;
	Size		header;
	Size		limit;

	MemoryContextReset(toast->row_memory);
	old = MemoryContextSwitchTo(toast->row_memory);
	CopyRow(toast, *values, *isnull);
	toast_tuple_init(&toast->context);

	header = HeaderSize(toast);
	limit = RelationGetToastTupleTarget(toast->rel, TOAST_TUPLE_TARGET) - header;
	ShrinkExtended(toast, limit);
	MoveOut(toast, limit, false);
	CompressMain(toast, limit);
	MoveOut(toast, TOAST_TUPLE_TARGET_MAIN - header, true);

	MemoryContextSwitchTo(old);
	*values = toast->values;
	*isnull = toast->isnull;
}

/* The heap decides by the lengths that values have in a tuple. */
static void
CopyRow(CvgHeapToast *toast, const Datum *values, const bool *isnull)
{
	TupleDesc	tupdesc = RelationGetDescr(toast->rel);

	memcpy(toast->isnull, isnull, sizeof(bool) * tupdesc->natts);
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);

		toast->values[i] = isnull[i] || att->attlen != -1 ? values[i] :
			AsInTuple(att, values[i]);
	}
}

/* What heap_fill_tuple makes of the value: flat, with a short header. */
static Datum
AsInTuple(Form_pg_attribute att, Datum value)
{
	struct varlena *pointer = (struct varlena *) DatumGetPointer(value);

	if (VARATT_IS_EXTERNAL_EXPANDED(pointer))
	{
		ExpandedObjectHeader *object = DatumGetEOHP(value);
		Size		size = EOH_get_flat_size(object);

		pointer = palloc(size);
		EOH_flatten_into(object, pointer, size);
	}
	else if (att->attstorage != TYPSTORAGE_PLAIN && VARATT_CAN_MAKE_SHORT(pointer))
	{
		Size		size = VARATT_CONVERTED_SHORT_SIZE(pointer);
		struct varlena *converted = palloc(size);

		SET_VARSIZE_SHORT(converted, size);
		memcpy(VARDATA_SHORT(converted), VARDATA(pointer), size - VARHDRSZ_SHORT);
		pointer = converted;
	}
	return PointerGetDatum(pointer);
}

static Size
HeaderSize(const CvgHeapToast *toast)
{
	Size		size = SizeofHeapTupleHeader;

	if (toast->context.ttc_flags & TOAST_HAS_NULLS)
		size += BITMAPLEN(RelationGetNumberOfAttributes(toast->rel));
	return MAXALIGN(size);
}

static bool
IsTooLong(const CvgHeapToast *toast, Size limit)
{
	return heap_compute_data_size(RelationGetDescr(toast->rel), toast->values,
								  toast->isnull) > limit;
}

/*
 * Compress values of storage EXTENDED, the biggest first.  One that alone is
 * longer than a row may be leaves it at once, so that others need not shrink.
 */
static void
ShrinkExtended(CvgHeapToast *toast, Size limit)
{
	TupleDesc	tupdesc = RelationGetDescr(toast->rel);

	while (IsTooLong(toast, limit))
	{
		int			biggest = toast_tuple_find_biggest_attribute(&toast->context,
																 true, false);

		if (biggest < 0)
			break;
		if (TupleDescAttr(tupdesc, biggest)->attstorage == TYPSTORAGE_EXTENDED)
			toast_tuple_try_compression(&toast->context, biggest);
		else
			toast->attributes[biggest].tai_colflags |= TOASTCOL_INCOMPRESSIBLE;
		if (toast->attributes[biggest].tai_size > limit && HasToastRelation(toast))
			MoveAttribute(toast, biggest);
	}
}

static void
CompressMain(CvgHeapToast *toast, Size limit)
{
	while (IsTooLong(toast, limit))
	{
		int			biggest = toast_tuple_find_biggest_attribute(&toast->context,
																 true, true);

		if (biggest < 0)
			break;
		toast_tuple_try_compression(&toast->context, biggest);
	}
}

/* Move values out, the biggest first: of storage MAIN, or of the others. */
static void
MoveOut(CvgHeapToast *toast, Size limit, bool main)
{
	while (HasToastRelation(toast) && IsTooLong(toast, limit))
	{
		int			biggest = toast_tuple_find_biggest_attribute(&toast->context,
																 false, main);

		if (biggest < 0)
			break;
		MoveAttribute(toast, biggest);
	}
}

static void
MoveAttribute(CvgHeapToast *toast, int attribute)
{
	Datum	   *value = &toast->values[attribute];

	*value = SaveValue(toast, (struct varlena *) DatumGetPointer(*value));
	toast->attributes[attribute].tai_colflags |= TOASTCOL_IGNORE;
}

static bool
HasToastRelation(const CvgHeapToast *toast)
{
	return OidIsValid(toast->rel->rd_rel->reltoastrelid);
}

/*
 * The lock stays as after toast_save_datum: until the transaction ends.  A
 * parallel worker's ends with it, but its leader has one.
 */
static void
OpenToastRelation(CvgHeapToast *toast)
{
	MemoryContext old = MemoryContextSwitchTo(toast->memory);

	toast->toastrel = table_open(toast->rel->rd_rel->reltoastrelid, RowExclusiveLock);
	if (RelationGetNumberOfBlocks(toast->toastrel) > 0)
		toast->index = toast_get_valid_index(RelationGetRelid(toast->toastrel),
											 RowExclusiveLock);
	toast->pages = CvgHeapPagesBegin(toast->toastrel, toast->cid);
	MemoryContextSwitchTo(old);
}

/* Write the value into the TOAST relation; returns a pointer to it. */
static Datum
SaveValue(CvgHeapToast *toast, struct varlena *value)
{
	struct varatt_external pointer;
	struct varlena *result = palloc(TOAST_POINTER_SIZE);
	char	   *data = DescribeValue(&pointer, value);
	Size		len = VARATT_EXTERNAL_GET_EXTSIZE(pointer);
	int32		sequence = 0;

	if (toast->toastrel == NULL)
		OpenToastRelation(toast);
	pointer.va_toastrelid = RelationGetRelid(toast->toastrel);
	pointer.va_valueid = NewValueId(toast);
	for (Size done = 0; done < len; done += TOAST_MAX_CHUNK_SIZE)
	{
		CHECK_FOR_INTERRUPTS();
		toast->waiting += SaveChunk(toast->pages, pointer.va_valueid, sequence++, data + done,
									Min(TOAST_MAX_CHUNK_SIZE, len - done));
	}
	SET_VARTAG_EXTERNAL(result, VARTAG_ONDISK);
	memcpy(VARDATA_EXTERNAL(result), &pointer, sizeof(pointer));
	return PointerGetDatum(result);
}

/* Its lengths and its method of compression; returns what is stored of it. */
static char *
DescribeValue(struct varatt_external *pointer, struct varlena *value)
{
	Size		len = VARSIZE_ANY_EXHDR(value);

	if (VARATT_IS_COMPRESSED(value))
	{
		len = VARSIZE(value) - VARHDRSZ;
		pointer->va_rawsize = VARDATA_COMPRESSED_GET_EXTSIZE(value) + VARHDRSZ;
		VARATT_EXTERNAL_SET_SIZE_AND_COMPRESS_METHOD(*pointer, len,
													 VARDATA_COMPRESSED_GET_COMPRESS_METHOD(value));
		return VARDATA(value);
	}
	pointer->va_rawsize = len + VARHDRSZ;
	pointer->va_extinfo = len;
	return VARDATA_ANY(value);
}

static Oid
NewValueId(CvgHeapToast *toast)
{
	return OidIsValid(toast->index) ?
		GetNewOidWithIndex(toast->toastrel, toast->index, 1) : GetNewObjectId();
}

/*
 * A row (chunk_id oid, chunk_seq integer, chunk_data bytea), formed in place;
 * true if that completed a page.
 */
static bool
SaveChunk(CvgHeapPages *pages, Oid valueid, int32 sequence, const char *data, Size len)
{
	Size		header = MAXALIGN(SizeofHeapTupleHeader);
	Size		size = header + sizeof(Oid) + sizeof(int32) + VARHDRSZ + len;
	HeapTupleHeader tuple = CvgHeapPagesPlace(pages, size);
	char	   *place = (char *) tuple + header;

	tuple->t_hoff = header;
	tuple->t_infomask |= HEAP_HASVARWIDTH;
	memcpy(place, &valueid, sizeof(Oid));
	place += sizeof(Oid);
	memcpy(place, &sequence, sizeof(int32));
	place += sizeof(int32);
	SET_VARSIZE(place, VARHDRSZ + len);
	memcpy(VARDATA(place), data, len);
	return CvgHeapPagesKeep(pages, size);
}

int
CvgHeapToastWaiting(const CvgHeapToast *toast)
{
	return toast->waiting;
}

void
CvgHeapToastWrite(CvgHeapToast *toast)
{
	if (toast->pages != NULL)
		CvgHeapPagesWrite(toast->pages);
	toast->waiting = 0;
}

void
CvgHeapToastEnd(CvgHeapToast *toast)
{
	if (toast->toastrel != NULL)
	{
		CvgHeapPagesEnd(toast->pages);
		table_close(toast->toastrel, NoLock);
	}
	MemoryContextDelete(toast->row_memory);
	pfree(toast);
}
