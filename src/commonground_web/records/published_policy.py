"""What PostgreSQL itself holds of the ledger of what is told to the public.

Law: a proposal is public once every signer that it names has signed it (two at least), until one of them withdraws it; no role
can add an entry that says otherwise, and of all the rest the public's roles read nothing.
`public_of` looks past the policies, as their owner, for one number: which proposal of the caller's own negotiation is public.
"""

from __future__ import annotations

PUBLIC_OF = """
CREATE OR REPLACE FUNCTION public.public_of(asked text) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT p.public FROM public.records_published p
  WHERE p.negotiation = asked AND p.side = 'table'
    AND EXISTS (SELECT 1 FROM public.records_seat s WHERE s.negotiation = asked AND s.role = session_user)
  ORDER BY p.number DESC LIMIT 1
$$
"""
IN_TURN = """
CREATE OR REPLACE FUNCTION public.in_turn() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  last record;
  must text[];
  have text[];
  is_public integer;
  is_proposed integer;
BEGIN
  SELECT p.public, p.proposed INTO last FROM public.records_published p
    WHERE p.negotiation = NEW.negotiation AND p.side = NEW.side ORDER BY p.number DESC LIMIT 1;
  is_public := coalesce(last.public, 0);
  is_proposed := coalesce(last.proposed, 0);
  IF NEW.did = 'proposed' THEN
    must := string_to_array(NEW.signers, ',');
    is_proposed := NEW.number;
  ELSE
    SELECT string_to_array(p.signers, ',') INTO must FROM public.records_published p
      WHERE p.negotiation = NEW.negotiation AND p.side = NEW.side AND p.number = NEW.about AND p.did = 'proposed';
  END IF;
  IF must IS NULL OR NOT (NEW."by" = ANY (must)) OR (SELECT count(DISTINCT one) FROM unnest(must) one) < 2 THEN
    RAISE EXCEPTION 'only who must sign a proposal proposes, signs or withdraws it' USING ERRCODE = '40001';
  END IF;
  IF NEW.did = 'signed' AND NEW.about = is_proposed THEN
    SELECT array_agg(p."by") INTO have FROM public.records_published p
      WHERE p.negotiation = NEW.negotiation AND p.side = NEW.side AND p.about = NEW.about AND p.did <> 'withdrawn';
    IF must <@ (have || NEW."by"::text) THEN
      is_public := NEW.about;
      is_proposed := 0;
    END IF;
  ELSIF NEW.did = 'withdrawn' AND NEW.about = is_public THEN
    is_public := 0;
  ELSIF NEW.did = 'withdrawn' AND NEW.about = is_proposed THEN
    is_proposed := 0;
  ELSIF NEW.did <> 'proposed' OR NEW.about <> NEW.number THEN
    RAISE EXCEPTION 'what is signed or withdrawn stands no longer' USING ERRCODE = '40001';
  END IF;
  IF NEW.public <> is_public OR NEW.proposed <> is_proposed THEN
    RAISE EXCEPTION 'after this entry % is public and % is proposed', is_public, is_proposed USING ERRCODE = '40001';
  END IF;
  RETURN NEW;
END $$
"""
ON_INSERT = (
    "DROP TRIGGER IF EXISTS in_turn ON public.{table}",
    "CREATE TRIGGER in_turn BEFORE INSERT ON public.{table} FOR EACH ROW EXECUTE FUNCTION public.in_turn()",
)
IS_PUBLIC = "did <> 'withdrawn' AND about > 0 AND about = public.public_of(negotiation)"
