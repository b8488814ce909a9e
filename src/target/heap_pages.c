/*-------------------------------------------------------------------------
 *
 * heap_pages.c
 *	  Pages of a heap, filled in private memory and added at its end.
 *
 * The pages are what heap_multi_insert makes of the same tuples in a new
 * table, and so is the WAL: one XLOG_HEAP2_MULTI_INSERT record a page, which
 * initializes it.  Redo, standbys and tools know nothing new.  What differs
 * is that a tuple is formed where it stays, and that a page is locked, logged
 * and unlocked once, when it is full.
 *
 * Why nobody sees half of it: blocks are added to the relation under its
 * extension lock, which processes of a parallel group take of each other, too.
 * They are zeros, as those of any heap that grows, until they are written
 * under their content lock; and the tuples are of a transaction in progress.
 * A crash or an error between leaves pages of zeros, which VACUUM takes up.
 *
 * No index is told and logical decoding is not served: see heap_writer.c for
 * which relations this is good.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/heapam.h"
#include "access/heapam_xlog.h"
#include "access/xact.h"
#include "access/xloginsert.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "storage/bufmgr.h"
#include "storage/predicate.h"
#include "utils/rel.h"

#include "compat.h"
#include "target/heap_pages.h"

/* Pages that wait: so many are added to the relation at once, at most. */
#define MAX_PAGES 32

/* The main data of a record, and the tuples of a page as it has them. */
typedef struct PageRecord
{
	xl_heap_multi_insert *head;
	char	   *tuples;			/* room for a page of them */
	Size		len;
} PageRecord;

struct CvgHeapPages
{
	Relation	rel;
	TransactionId xid;
	Size		reserve;		/* bytes that fillfactor leaves free on a page */
	HeapTupleHeader header;		/* what all tuples begin with */
	MemoryContext memory;
	Page		page;			/* the last, which is not complete; or NULL */
	Size		placed;			/* bytes at its upper end, of a tuple not kept */
	int			npages;
	Page		pages[MAX_PAGES];
	PageRecord	record;
	int64		added;			/* tuples in the relation */
};

static CvgRowsAdded rows_added = NULL;

static void InitHeader(CvgHeapPages *pages, CommandId cid);
static void StartPage(CvgHeapPages *pages);
static void RefuseTooBig(Size size);
static void WritePages(CvgHeapPages *pages, int n);
static void WritePage(CvgHeapPages *pages, Page page, Buffer buffer);
static void SetPositions(Page page, BlockNumber block);
static void MakeRecord(PageRecord *record, Page page);
static XLogRecPtr LogPage(const PageRecord *record, Buffer buffer);

CvgHeapPages *
CvgHeapPagesBegin(Relation rel, CommandId cid)
{
	CvgHeapPages *pages = palloc0(sizeof(CvgHeapPages));

	pages->rel = rel;
	pages->xid = GetCurrentTransactionId();
	pages->reserve = RelationGetTargetPageFreeSpace(rel, HEAP_DEFAULT_FILLFACTOR);
	pages->memory = CurrentMemoryContext;
	pages->record.head = palloc0(SizeOfHeapMultiInsert);
	pages->record.tuples = palloc(BLCKSZ);
	InitHeader(pages, cid);
	return pages;
}

/* As heap_prepare_insert of heapam.c; the position is known later. */
static void
InitHeader(CvgHeapPages *pages, CommandId cid)
{
	HeapTupleHeader header = palloc0(MAXALIGN(SizeofHeapTupleHeader));

	HeapTupleHeaderSetXmin(header, pages->xid);
	HeapTupleHeaderSetCmin(header, cid);
	HeapTupleHeaderSetXmax(header, InvalidTransactionId);
	HeapTupleHeaderSetNatts(header, RelationGetNumberOfAttributes(pages->rel));
	header->t_infomask |= HEAP_XMAX_INVALID;
	ItemPointerSetInvalid(&header->t_ctid);
	pages->header = header;
}

HeapTupleHeader
CvgHeapPagesPlace(CvgHeapPages *pages, Size len)
{
	Size		size = MAXALIGN(len);
	PageHeader	page = (PageHeader) pages->page;
	HeapTupleHeader tuple;

	if (unlikely(size > MaxHeapTupleSize))
		RefuseTooBig(size);
	if (unlikely(pages->placed > 0))
		memset((char *) page + page->pd_upper - pages->placed, 0, pages->placed);
	/* an empty page takes any tuple, whatever it is to leave free */
	if (page == NULL ||
		(page->pd_lower > SizeOfPageHeaderData &&
		 page->pd_lower + sizeof(ItemIdData) + size + pages->reserve > page->pd_upper))
	{
		StartPage(pages);
		page = (PageHeader) pages->page;
	}
	pages->placed = size;
	tuple = (HeapTupleHeader) ((char *) page + page->pd_upper - size);
	memcpy(tuple, pages->header, SizeofHeapTupleHeader);
	return tuple;
}

static void
StartPage(CvgHeapPages *pages)
{
	if (pages->npages == MAX_PAGES)
		WritePages(pages, MAX_PAGES);
	pages->page = MemoryContextAlloc(pages->memory, BLCKSZ);
	PageInit(pages->page, BLCKSZ, 0);
	pages->pages[pages->npages++] = pages->page;
}

/* In the words of RelationGetBufferForTuple. */
static void
RefuseTooBig(Size size)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("row is too big: size %zu, maximum size %zu",
					size, MaxHeapTupleSize)));
}

bool
CvgHeapPagesKeep(CvgHeapPages *pages, Size len)
{
	PageHeader	page = (PageHeader) pages->page;
	ItemId		item = (ItemId) ((char *) page + page->pd_lower);
	bool		first = page->pd_lower == SizeOfPageHeaderData;

	page->pd_upper -= MAXALIGN(len);
	page->pd_lower += sizeof(ItemIdData);
	ItemIdSetNormal(item, page->pd_upper, len);
	pages->placed = 0;
	return first && pages->npages > 1;
}

void
CvgHeapPagesWrite(CvgHeapPages *pages)
{
	if (pages->npages > 1)
		WritePages(pages, pages->npages - 1);
}

int64
CvgHeapPagesEnd(CvgHeapPages *pages)
{
	int64		added;

	/* a place may have been asked for and not been used */
	if (pages->npages > 0 && PageIsEmpty(pages->page))
		pages->npages--;
	WritePages(pages, pages->npages);
	added = pages->added;
	pfree(pages->record.head);
	pfree(pages->record.tuples);
	pfree(pages->header);
	pfree(pages);
	return added;
}

void
CvgHeapPagesTell(CvgRowsAdded function)
{
	rows_added = function;
}

/* Add the first n pages to the relation, and let them go. */
static void
WritePages(CvgHeapPages *pages, int n)
{
	Buffer		buffers[MAX_PAGES];
	int			done = 0;

	if (n == 0)
		return;
	/* a record of WAL belongs to the transaction that writes it */
	if (GetCurrentTransactionId() != pages->xid)
		elog(ERROR, "rows of another transaction wait to be written");
	CheckForSerializableConflictIn(pages->rel, NULL, InvalidBlockNumber);
	while (done < n)
	{
		int			extended = CvgExtendRelation(pages->rel, n - done, buffers);

		for (int i = 0; i < extended; i++)
			WritePage(pages, pages->pages[done++], buffers[i]);
	}
	pages->npages -= n;
	memmove(pages->pages, &pages->pages[n], sizeof(Page) * pages->npages);
	if (pages->npages == 0)
		pages->page = NULL;
}

static void
WritePage(CvgHeapPages *pages, Page page, Buffer buffer)
{
	bool		logged = RelationNeedsWAL(pages->rel);
	Page		target = BufferGetPage(buffer);
	int			ntuples = PageGetMaxOffsetNumber(page);

	SetPositions(page, BufferGetBlockNumber(buffer));
	if (logged)
		MakeRecord(&pages->record, page);

	LockBuffer(buffer, BUFFER_LOCK_EXCLUSIVE);
	if (!PageIsNew(target))
		elog(ERROR, "block %u of relation \"%s\" is new and not empty",
			 BufferGetBlockNumber(buffer), RelationGetRelationName(pages->rel));
	START_CRIT_SECTION();
	memcpy(target, page, BLCKSZ);
	MarkBufferDirty(buffer);
	if (logged)
		PageSetLSN(target, LogPage(&pages->record, buffer));
	END_CRIT_SECTION();
	UnlockReleaseBuffer(buffer);

	if (rows_added != NULL)
		rows_added(RelationGetRelid(pages->rel), ntuples);
	else
		pgstat_count_heap_insert(pages->rel, ntuples);
	pages->added += ntuples;
	pfree(page);
}

static void
SetPositions(Page page, BlockNumber block)
{
	OffsetNumber last = PageGetMaxOffsetNumber(page);

	for (OffsetNumber i = FirstOffsetNumber; i <= last; i++)
	{
		HeapTupleHeader tuple = (HeapTupleHeader) PageGetItem(page, PageGetItemId(page, i));

		ItemPointerSet(&tuple->t_ctid, block, i);
	}
}

/* As heap_multi_insert makes it for a page that it initializes. */
static void
MakeRecord(PageRecord *record, Page page)
{
	OffsetNumber last = PageGetMaxOffsetNumber(page);
	char	   *end = record->tuples;

	record->head->flags = 0;
	record->head->ntuples = last;
	for (OffsetNumber i = FirstOffsetNumber; i <= last; i++)
	{
		ItemId		item = PageGetItemId(page, i);
		HeapTupleHeader tuple = (HeapTupleHeader) PageGetItem(page, item);
		xl_multi_insert_tuple *logged = (xl_multi_insert_tuple *) SHORTALIGN(end);

		logged->datalen = ItemIdGetLength(item) - SizeofHeapTupleHeader;
		logged->t_infomask2 = tuple->t_infomask2;
		logged->t_infomask = tuple->t_infomask;
		logged->t_hoff = tuple->t_hoff;
		end = (char *) logged + SizeOfMultiInsertTuple;
		memcpy(end, (char *) tuple + SizeofHeapTupleHeader, logged->datalen);
		end += logged->datalen;
	}
	record->len = end - record->tuples;
}

static XLogRecPtr
LogPage(const PageRecord *record, Buffer buffer)
{
	XLogBeginInsert();
	XLogRegisterData((char *) record->head, SizeOfHeapMultiInsert);
	XLogRegisterBuffer(0, buffer, REGBUF_STANDARD | REGBUF_WILL_INIT);
	XLogRegisterBufData(0, record->tuples, record->len);
	XLogSetRecordFlags(XLOG_INCLUDE_ORIGIN);
	return XLogInsert(RM_HEAP2_ID, XLOG_HEAP2_MULTI_INSERT | XLOG_HEAP_INIT_PAGE);
}
